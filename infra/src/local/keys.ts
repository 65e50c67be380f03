import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sync as writeWhole } from 'write-file-atomic';

const KEY_BYTES = 32;

/** Keys between the parts of one local stack. */
export interface StackKeys {
  readonly databasePassword: string;
  readonly smsApiKey: string;
  readonly cardNetworkApiKey: string;
  readonly webhookSecret: string;
  readonly serviceClientSecret: string;
}

/** What the file named by ONFILE_SECRETS_FILE holds (`libs/settings` tells what each is for). */
type SecretsFile = Pick<StackKeys, 'cardNetworkApiKey' | 'webhookSecret' | 'serviceClientSecret'> &
  Record<string, unknown>;

/** Path of the secrets file in a data folder. */
export const secretsFile = (folder: string): string => join(folder, 'secrets.json');

/**
 * The keys of a data folder, made at its first start. They stay for as long as the folder: what is encrypted in its
 * stores can be read by no others. Both files are for their owner's eyes only.
 */
export function keysOf(folder: string): StackKeys {
  const secrets = kept(secretsFile(folder), newSecrets);
  const { databasePassword, smsApiKey } = kept(join(folder, 'keys.json'), () => ({
    databasePassword: randomBytes(24).toString('hex'),
    smsApiKey: `sms_${randomBytes(24).toString('hex')}`,
  }));
  const { cardNetworkApiKey, webhookSecret, serviceClientSecret } = secrets;
  return { databasePassword, smsApiKey, cardNetworkApiKey, webhookSecret, serviceClientSecret };
}

function newSecrets(): SecretsFile {
  const key = (): string => randomBytes(KEY_BYTES).toString('base64');
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    payloadKeys: { current: 'first', keys: { first: key() } },
    codePepper: key(),
    fingerprintPepper: key(),
    kekForPersonalKeys: key(),
    webhookSecret: `whsec_${key()}`,
    issuerKey: { ...privateKey.export({ format: 'jwk' }), kid: 'local-1', alg: 'ES256' },
    cardNetworkApiKey: `bank_${randomBytes(24).toString('hex')}`,
    serviceClientSecret: randomBytes(24).toString('hex'),
  };
}

function kept<Content>(path: string, make: () => Content): Content {
  // On the disk before anything is encrypted under it.
  if (!existsSync(path)) writeWhole(path, `${JSON.stringify(make(), null, 2)}\n`, { mode: 0o600 });
  return JSON.parse(readFileSync(path, 'utf8')) as Content;
}
