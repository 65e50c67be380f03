import { z } from 'zod';

/** What the bank is told when it starts. */
export interface BankSettings {
  /** PORT to serve HTTP on; 0 takes a free one. Only on 127.0.0.1, like everything of the bank. */
  readonly port: number;
  /** SMTP_PORT to take mail on; 0 takes a free one. */
  readonly smtpPort: number;
  /** BANK_DATA: the folder of its books. One bank at a time. */
  readonly dataFolder: string;
  /** BANK_SEED: the same seed and the same calls give the same ids, codes and chance. */
  readonly seed: string;
  /** PUBLIC_URL: where browsers reach the bank, without a slash at the end. Unless given: its own address. */
  readonly publicUrl?: string;
  /** CARD_NETWORK_API_KEY: who may move money, set faults and read the ledger. */
  readonly apiKey: string;
  /** CARD_NETWORK_WEBHOOK_SECRET: signs the notices (`whsec_` and base64). */
  readonly webhookSecret: string;
  /** WEBHOOK_URL: where notices go. Without it none are made. */
  readonly webhookUrl?: string;
  /** SMS_API_KEY: who may send text messages. */
  readonly smsApiKey: string;
  /** BANK_LATENCY_MS: how long the network takes over each question about money, in milliseconds. */
  readonly latencyMs: number;
  /** HOSTED_FIELDS_ORIGINS, by commas: pages that may embed the card form, besides those on this computer. */
  readonly hostedFieldsOrigins: readonly string[];
}

const text = z.string('is missing').min(1, 'is empty');
const port = text
  .regex(/^\d{1,5}$/, 'must be a port number')
  .transform(Number)
  .refine((value) => value <= 65_535);
const address = text
  .refine((value) => /^https?:\/\//.test(value), 'must be an http or https address')
  .transform((value) => value.replace(/\/+$/, ''));

const environment = z.object({
  PORT: port,
  SMTP_PORT: port.default(0),
  BANK_DATA: text,
  BANK_SEED: text.default('1'),
  PUBLIC_URL: address.optional(),
  CARD_NETWORK_API_KEY: text,
  CARD_NETWORK_WEBHOOK_SECRET: text.regex(/^whsec_[A-Za-z0-9+/=]+$/, 'must be whsec_ and base64'),
  WEBHOOK_URL: address.optional(),
  SMS_API_KEY: text,
  BANK_LATENCY_MS: text
    .regex(/^\d{1,6}$/, 'must be milliseconds')
    .transform(Number)
    .default(0),
  HOSTED_FIELDS_ORIGINS: z.string().default(''),
});

/** The environment of the bank is incomplete or wrong; values are left out, since one may be a secret. */
export class BankSettingsError extends Error {
  override readonly name = 'BankSettingsError';
  readonly code = 'settings-invalid';
}

/**
 * Reads the settings from an environment. An empty variable counts as not given.
 * @throws {BankSettingsError} naming every variable that is missing or wrong.
 */
export function readBankSettings(env: Readonly<Record<string, string | undefined>>): BankSettings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
    throw new BankSettingsError(`the environment of the bank is not right:\n${reasons.join('\n')}`);
  }
  const read = parsed.data;
  return {
    port: read.PORT,
    smtpPort: read.SMTP_PORT,
    dataFolder: read.BANK_DATA,
    seed: read.BANK_SEED,
    publicUrl: read.PUBLIC_URL,
    apiKey: read.CARD_NETWORK_API_KEY,
    webhookSecret: read.CARD_NETWORK_WEBHOOK_SECRET,
    webhookUrl: read.WEBHOOK_URL,
    smsApiKey: read.SMS_API_KEY,
    latencyMs: read.BANK_LATENCY_MS,
    hostedFieldsOrigins: read.HOSTED_FIELDS_ORIGINS.split(',')
      .map((origin) => origin.trim())
      .filter(Boolean),
  };
}
