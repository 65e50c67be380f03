import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { z } from 'zod';

/** Bytes of a symmetric key, and the least that a pepper may have. */
const KEY_BYTES = 32;

const bytesOf = (text: string): number => Buffer.from(text, 'base64').length;
const text = z.string().min(1, 'must be a text that is not empty');
const key = z.string().refine((value) => bytesOf(value) === KEY_BYTES, 'must be base64 of exactly 32 bytes');
const pepper = z.string().refine((value) => bytesOf(value) >= KEY_BYTES, 'must be base64 of 32 bytes or more');

const secretsFile = z.object({
  payloadKeys: z
    .object({ current: text, keys: z.record(z.string(), key) })
    .refine(({ current, keys }) => current in keys, 'the current key must be one of the keys'),
  codePepper: pepper,
  fingerprintPepper: pepper,
  kekForPersonalKeys: key,
  webhookSecret: z.string().startsWith('whsec_', 'must start with whsec_'),
  issuerKey: z.looseObject({ kty: z.literal('EC', 'must be EC'), crv: z.literal('P-256', 'must be P-256'), d: text }),
  cardNetworkApiKey: text,
  serviceClientSecret: text,
});

/**
 * What the file named by ONFILE_SECRETS_FILE holds. Keys and peppers are base64: `payloadKeys` encrypt Temporal's
 * payloads (the current one for new payloads, all of them for old ones), `kekForPersonalKeys` wraps the keys of the
 * accounts, `issuerKey` is the private JWK (ES256) of the local issuer. Prints as `[secrets]`.
 */
export type Secrets = z.infer<typeof secretsFile>;

/** What is wrong with a secrets file, by field. */
export interface SecretsTrouble {
  readonly field: string;
  readonly why: string;
}

/** Reads and checks a secrets file. Answers the secrets, or what is wrong; no value of the file is ever told. */
export function readSecrets(path: string): Secrets | SecretsTrouble[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    // A parser's message quotes the text it stumbled on, so only the kind of trouble is told.
    const why = error instanceof SyntaxError ? 'the file is not JSON' : `the file can not be read (${codeOf(error)})`;
    return [{ field: '', why }];
  }
  const parsed = secretsFile.safeParse(content);
  if (parsed.success) return unprintable(parsed.data);
  return parsed.error.issues.map(({ path: at, message }) => ({ field: at.map(String).join('.'), why: message }));
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';

/** Hides the secrets from JSON and from `console.log`, so that printing all settings by mistake tells nothing. */
function unprintable(secrets: Secrets): Secrets {
  const hidden = { enumerable: false, value: () => '[secrets]' };
  return Object.defineProperties(secrets, { toJSON: hidden, [inspect.custom]: hidden });
}
