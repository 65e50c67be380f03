import { createDigests } from '@onfile/event-log';
import { createHmac, randomInt } from 'node:crypto';
import type { Secrecy } from '../secrecy';

/**
 * Digests under the peppers of the secrets file (base64); each use has a key of its own, made from its pepper. Codes have
 * `codeDigits` digits.
 */
export function keyedSecrecy(peppers: { codePepper: string; fingerprintPepper: string }, codeDigits = 6): Secrecy {
  const pepper = Buffer.from(peppers.codePepper, 'base64');
  const keyFor = (use: string): Buffer => createHmac('sha256', pepper).update(`onfile/api/${use}`).digest();
  const bodyKey = keyFor('body');
  const bucketKey = keyFor('bucket');
  return {
    ...createDigests(peppers),
    newCode: () => Array.from({ length: codeDigits }, () => randomInt(10)).join(''),
    bodyHash: (commandId, body) => hmac(bodyKey, [commandId, body ?? null]),
    bucket: (kind, value) => hmac(bucketKey, [kind, value]),
  };
}

const hmac = (key: Buffer, parts: readonly unknown[]): string =>
  createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
