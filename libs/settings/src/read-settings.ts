import { z } from 'zod';
import { readSecrets, type Secrets } from './secrets';
import { SettingsError } from './settings-error';

/** What the processes of the stack are told. Each process asks for the groups it needs and no more. */
export interface Settings {
  /** KURRENTDB_URL: connection string of the event log. */
  readonly eventLog: { readonly url: string };
  /** TEMPORAL_ADDRESS as `host:port`; TEMPORAL_NAMESPACE, `default` unless given. */
  readonly temporal: { readonly address: string; readonly namespace: string };
  /** DATABASE_URL: PostgreSQL. */
  readonly databaseUrl: string;
  /**
   * CARD_NETWORK_PROVIDER: `http` (the bank's own address, CARD_NETWORK_URL) or `stripe`; CARD_NETWORK_API_KEY, which is
   * Stripe's secret key there; CARD_NETWORK_WEBHOOK_SECRET.
   */
  readonly cardNetwork: {
    readonly provider: 'http' | 'stripe';
    readonly url: string;
    readonly apiKey: string;
    readonly webhookSecret: string;
  };
  /** SMTP_URL, MAIL_FROM; TICKETS_MAIL_TO: where service tickets go, MAIL_FROM unless given. */
  readonly mail: { readonly smtpUrl: string; readonly from: string; readonly ticketsTo: string };
  /** HELP_DESK_URL, HELP_DESK_API_KEY: where service tickets are posted to instead of mailed. */
  readonly helpDesk: { readonly url: string; readonly apiKey: string } | undefined;
  /** SMS_PROVIDER: `http` (SMS_URL, SMS_API_KEY) or `twilio` (TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM). */
  readonly sms:
    | { readonly provider: 'http'; readonly url: string; readonly apiKey: string }
    | { readonly provider: 'twilio'; readonly accountSid: string; readonly authToken: string; readonly from: string };
  /** Exchange rates: RATES_URL with RATES_API_KEY, or RATES_FILE, a path, where no address is given. */
  readonly rates: { readonly file: string } | { readonly url: string; readonly apiKey: string };
  /** PUBLIC_URL: where customers reach the api, without a slash at the end. */
  readonly publicUrl: string;
  /** PORT to listen on; 0 takes a free one. */
  readonly port: number;
  /** ONFILE_MODE: `local` adds the sign-in for development; anything that is not told to be local is `production`. */
  readonly mode: 'local' | 'production';
  /**
   * OIDC_ISSUER, OIDC_JWKS_URL (the issuer's `/.well-known/jwks.json` unless given), OIDC_AUDIENCE_CUSTOMERS,
   * OIDC_AUDIENCE_OPERATORS, OIDC_AUDIENCE_SERVICES: whose tokens are believed. Without an issuer the local one is.
   */
  readonly identity: OidcIssuer | undefined;
  /** CONSOLE_FOLDER: the built console; where it is not given, the one beside the api, if there is one. */
  readonly consoleFolder: string | undefined;
  /** WORKFLOW_BUNDLE: the workflows that a worker runs, as one file; those it was built with unless given. */
  readonly workflowBundle: string | undefined;
  /** CARD_FIELDS_URL: where browsers find the card gateway's own fields; CARD_NETWORK_URL unless given. */
  readonly cardFieldsUrl: string;
  /** TRUSTED_PROXIES: how many proxies stand before the api whose word about the client's address is taken; 0. */
  readonly trustedProxies: number;
  /** CODE_DIGITS: length of one-time codes, 6 to 20; 6 unless given. */
  readonly codeDigits: number;
  /**
   * BILLING_ZONE: the IANA zone of the third (D9), Asia/Shanghai unless given; BILLING_POLICY: JSON of the other settings
   * of bills that are to differ, by the names of `BillingPolicy`.
   */
  readonly billing: { readonly zone: string; readonly policy: Readonly<Record<string, unknown>> };
  /**
   * WORKER_BUILD_ID: the build that this worker is of, such as the commit. Given, workflows stay on the build that began
   * them (Temporal's worker versioning, pinned); not given, any worker takes any workflow.
   */
  readonly workerBuildId: string | undefined;
  /** JOURNEY_POLICY: JSON of the settings of new journeys that are to differ, by the names of `JourneyPolicy`. */
  readonly journeyPolicy: Readonly<Record<string, unknown>>;
  /** Content of the file named by ONFILE_SECRETS_FILE. */
  readonly secrets: Secrets;
}

/** An OIDC issuer, and the `aud` of each of the three doors. */
export interface OidcIssuer {
  readonly issuer: string;
  readonly jwksUrl: string;
  /** OIDC_CLIENT_ID: the console's own name there; `onfile-console` unless given. */
  readonly clientId: string;
  /** OIDC_OPERATORS_CLIENT_ID: that of the operators' pages; `onfile-operations` unless given. */
  readonly operatorsClientId: string;
  readonly audiences: { readonly customers: string; readonly operators: string; readonly services: string };
}

/** Name of a part of the settings that a process may ask for. */
export type SettingsGroup = keyof Settings;

const text = z.string('is missing').min(1, 'is empty');
const url = (what: string, ...schemes: string[]) =>
  text.refine((value) => schemes.some((scheme) => value.startsWith(`${scheme}://`)), `must be ${what}`);
const http = url('an http or https address', 'http', 'https');

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function jsonObject(value: string, context: z.RefinementCtx): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(value);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch {
    // told below, as for JSON that is no object
  }
  context.addIssue({ code: 'custom', message: 'must be a JSON object' });
  return z.NEVER;
}

/** Every variable with its check. */
const variables = {
  KURRENTDB_URL: url(
    'a connection string (kurrentdb://host:port)',
    ...['kurrentdb', 'kurrent', 'kdb', 'esdb'].flatMap((scheme) => [scheme, `${scheme}+discover`]),
  ),
  TEMPORAL_ADDRESS: text.regex(/^.+:\d+$/, 'must be host:port'),
  TEMPORAL_NAMESPACE: text.default('default'),
  DATABASE_URL: url('a PostgreSQL address', 'postgres', 'postgresql'),
  CARD_NETWORK_PROVIDER: z.enum(['http', 'stripe'], 'must be http or stripe').default('http'),
  CARD_NETWORK_URL: http,
  CARD_NETWORK_API_KEY: text,
  CARD_NETWORK_WEBHOOK_SECRET: text,
  SMTP_URL: url('an smtp or smtps address', 'smtp', 'smtps'),
  MAIL_FROM: text,
  TICKETS_MAIL_TO: text.optional(),
  HELP_DESK_URL: http.optional(),
  HELP_DESK_API_KEY: text.default(''),
  SMS_PROVIDER: z.enum(['http', 'twilio'], 'must be http or twilio').default('http'),
  SMS_URL: http,
  SMS_API_KEY: text,
  TWILIO_ACCOUNT_SID: text,
  TWILIO_AUTH_TOKEN: text,
  TWILIO_FROM: text,
  RATES_FILE: text,
  RATES_URL: http.optional(),
  RATES_API_KEY: text.default(''),
  PUBLIC_URL: http.transform((value) => value.replace(/\/+$/, '')),
  PORT: text
    .regex(/^\d{1,5}$/, 'must be a port number')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number'),
  ONFILE_MODE: z.enum(['local', 'production'], 'must be local or production').default('production'),
  OIDC_ISSUER: http.optional(),
  OIDC_JWKS_URL: http.optional(),
  OIDC_CLIENT_ID: text.default('onfile-console'),
  OIDC_OPERATORS_CLIENT_ID: text.default('onfile-operations'),
  OIDC_AUDIENCE_CUSTOMERS: text.default('onfile-customers'),
  OIDC_AUDIENCE_OPERATORS: text.default('onfile-operators'),
  OIDC_AUDIENCE_SERVICES: text.default('onfile-services'),
  CONSOLE_FOLDER: text.optional(),
  WORKFLOW_BUNDLE: text.optional(),
  CARD_FIELDS_URL: http.optional(),
  TRUSTED_PROXIES: text.regex(/^\d$/, 'must be a number from 0 to 9').default('0').transform(Number),
  CODE_DIGITS: text
    .regex(/^([6-9]|1\d|20)$/, 'must be a number from 6 to 20')
    .default('6')
    .transform(Number),
  BILLING_ZONE: text.default('Asia/Shanghai').refine(isZone, 'must be an IANA time zone'),
  BILLING_POLICY: text.default('{}').transform(jsonObject),
  JOURNEY_POLICY: text.default('{}').transform(jsonObject),
  WORKER_BUILD_ID: text.optional(),
  ONFILE_SECRETS_FILE: text,
};

type Variable = keyof typeof variables;
type Take = <V extends Variable>(variable: V) => z.infer<(typeof variables)[V]>;

/** How each group is put together from its variables. */
const groups: { [G in SettingsGroup]: (take: Take, secrets: (path: string) => Secrets) => Settings[G] } = {
  eventLog: (take) => ({ url: take('KURRENTDB_URL') }),
  temporal: (take) => ({ address: take('TEMPORAL_ADDRESS'), namespace: take('TEMPORAL_NAMESPACE') }),
  databaseUrl: (take) => take('DATABASE_URL'),
  cardNetwork: (take) => ({
    ...cardNetworkAddress(take),
    apiKey: take('CARD_NETWORK_API_KEY'),
    webhookSecret: take('CARD_NETWORK_WEBHOOK_SECRET'),
  }),
  mail: (take) => {
    const from = take('MAIL_FROM');
    return { smtpUrl: take('SMTP_URL'), from, ticketsTo: take('TICKETS_MAIL_TO') ?? from };
  },
  helpDesk: (take) => {
    const helpDesk = take('HELP_DESK_URL');
    return helpDesk === undefined ? undefined : { url: helpDesk, apiKey: take('HELP_DESK_API_KEY') };
  },
  sms: (take) =>
    take('SMS_PROVIDER') === 'twilio'
      ? {
          provider: 'twilio',
          accountSid: take('TWILIO_ACCOUNT_SID'),
          authToken: take('TWILIO_AUTH_TOKEN'),
          from: take('TWILIO_FROM'),
        }
      : { provider: 'http', url: take('SMS_URL'), apiKey: take('SMS_API_KEY') },
  rates: (take) => {
    const address = take('RATES_URL');
    return address === undefined ? { file: take('RATES_FILE') } : { url: address, apiKey: take('RATES_API_KEY') };
  },
  publicUrl: (take) => take('PUBLIC_URL'),
  port: (take) => take('PORT'),
  mode: (take) => take('ONFILE_MODE'),
  identity: (take) => oidcIssuerOf(take),
  consoleFolder: (take) => take('CONSOLE_FOLDER'),
  workflowBundle: (take) => take('WORKFLOW_BUNDLE'),
  cardFieldsUrl: (take) => take('CARD_FIELDS_URL') ?? take('CARD_NETWORK_URL'),
  trustedProxies: (take) => take('TRUSTED_PROXIES'),
  codeDigits: (take) => take('CODE_DIGITS'),
  billing: (take) => ({ zone: take('BILLING_ZONE'), policy: take('BILLING_POLICY') }),
  journeyPolicy: (take) => take('JOURNEY_POLICY'),
  workerBuildId: (take) => take('WORKER_BUILD_ID'),
  secrets: (take, secrets) => secrets(take('ONFILE_SECRETS_FILE')),
};

/** Stripe has an address of its own. */
function cardNetworkAddress(take: Take): Pick<Settings['cardNetwork'], 'provider' | 'url'> {
  const provider = take('CARD_NETWORK_PROVIDER');
  return { provider, url: provider === 'stripe' ? 'https://api.stripe.com' : take('CARD_NETWORK_URL') };
}

function oidcIssuerOf(take: Take): OidcIssuer | undefined {
  const issuer = take('OIDC_ISSUER');
  if (issuer === undefined) return undefined;
  return {
    issuer,
    jwksUrl: take('OIDC_JWKS_URL') ?? `${issuer.replace(/\/+$/, '')}/.well-known/jwks.json`,
    clientId: take('OIDC_CLIENT_ID'),
    operatorsClientId: take('OIDC_OPERATORS_CLIENT_ID'),
    audiences: {
      customers: take('OIDC_AUDIENCE_CUSTOMERS'),
      operators: take('OIDC_AUDIENCE_OPERATORS'),
      services: take('OIDC_AUDIENCE_SERVICES'),
    },
  };
}

const ALL = Object.keys(groups) as SettingsGroup[];

/**
 * Reads the named groups of settings (all of them if none is named) from an environment, once, at the start of a
 * process.
 * @throws {SettingsError} naming every variable that is missing or wrong, not only the first.
 */
export function readSettings<G extends SettingsGroup = SettingsGroup>(
  env: Readonly<Record<string, string | undefined>>,
  wanted: readonly G[] = ALL as G[],
): Pick<Settings, G> {
  const troubles: { variable: string; why: string }[] = [];
  const take: Take = (variable) => {
    const parsed = variables[variable].safeParse(env[variable]);
    if (!parsed.success) troubles.push({ variable, why: parsed.error.issues[0]?.message ?? 'is wrong' });
    // Whatever stands in for a wrong value is never seen: the troubles are thrown below.
    return parsed.data as never;
  };
  const secrets = (path: string | undefined): Secrets => {
    const read = path === undefined ? [] : readSecrets(path);
    if (!Array.isArray(read)) return read;
    const named = (field: string) => (field === '' ? 'ONFILE_SECRETS_FILE' : `ONFILE_SECRETS_FILE, field ${field}`);
    troubles.push(...read.map(({ field, why }) => ({ variable: named(field), why })));
    return {} as never;
  };
  const settings = Object.fromEntries(wanted.map((group) => [group, groups[group](take, secrets)]));
  if (troubles.length > 0) {
    throw new SettingsError(
      troubles.map(({ variable }) => variable),
      troubles.map(({ variable, why }) => `${variable}: ${why}`),
    );
  }
  return settings as unknown as Pick<Settings, G>;
}
