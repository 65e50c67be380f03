import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { readSettings } from './read-settings';
import { SettingsError } from './settings-error';

const key = Buffer.alloc(32, 7).toString('base64');
const secretsContent = {
  payloadKeys: { current: 'k2', keys: { k1: key, k2: key } },
  codePepper: key,
  fingerprintPepper: key,
  kekForPersonalKeys: key,
  webhookSecret: 'whsec_c2VjcmV0',
  issuerKey: { kty: 'EC', crv: 'P-256', d: 'private-part', x: 'x', y: 'y', kid: '1' },
  cardNetworkApiKey: 'network-api-key',
  serviceClientSecret: 'client-secret',
};

describe('settings of a process', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'settings-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const secretsFile = (content: unknown): string => {
    const path = join(folder, `${Math.random()}.json`);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const env = (): Record<string, string | undefined> => ({
    KURRENTDB_URL: 'kurrentdb://127.0.0.1:2113?tls=false',
    TEMPORAL_ADDRESS: '127.0.0.1:7233',
    DATABASE_URL: 'postgres://onfile:pw@127.0.0.1:5432/onfile',
    CARD_NETWORK_URL: 'http://127.0.0.1:4000',
    CARD_NETWORK_API_KEY: 'sk_1',
    CARD_NETWORK_WEBHOOK_SECRET: 'whsec_1',
    SMTP_URL: 'smtp://127.0.0.1:2525',
    MAIL_FROM: 'Onfile <cards@onfile.example>',
    SMS_URL: 'http://127.0.0.1:4000/sms',
    SMS_API_KEY: 'sms_1',
    RATES_FILE: '/data/rates.json',
    PUBLIC_URL: 'https://cards.example/',
    PORT: '8080',
    ONFILE_MODE: 'local',
    ONFILE_SECRETS_FILE: secretsFile(secretsContent),
  });
  const troubleOf = (run: () => unknown): SettingsError => {
    try {
      run();
    } catch (error) {
      if (error instanceof SettingsError) return error;
      throw error;
    }
    throw new Error('the settings were accepted');
  };

  it('reads every group, with defaults', () => {
    expect(readSettings(env())).toStrictEqual({
      eventLog: { url: 'kurrentdb://127.0.0.1:2113?tls=false' },
      temporal: { address: '127.0.0.1:7233', namespace: 'default' },
      databaseUrl: 'postgres://onfile:pw@127.0.0.1:5432/onfile',
      cardNetwork: { provider: 'http', url: 'http://127.0.0.1:4000', apiKey: 'sk_1', webhookSecret: 'whsec_1' },
      mail: {
        smtpUrl: 'smtp://127.0.0.1:2525',
        from: 'Onfile <cards@onfile.example>',
        ticketsTo: 'Onfile <cards@onfile.example>',
      },
      helpDesk: undefined,
      sms: { provider: 'http', url: 'http://127.0.0.1:4000/sms', apiKey: 'sms_1' },
      rates: { file: '/data/rates.json' },
      publicUrl: 'https://cards.example',
      port: 8080,
      mode: 'local',
      identity: undefined,
      consoleFolder: undefined,
      cardFieldsUrl: 'http://127.0.0.1:4000',
      trustedProxies: 0,
      codeDigits: 6,
      billing: { zone: 'Asia/Shanghai', policy: {} },
      journeyPolicy: {},
      workerBuildId: undefined,
      workflowBundle: undefined,
      secrets: secretsContent,
    });
  });

  it('trusts the OIDC issuer that is named, by the key set it publishes', () => {
    const given = { OIDC_ISSUER: 'https://id.example/', OIDC_AUDIENCE_OPERATORS: 'staff' };
    expect(readSettings({ ...env(), ...given }, ['identity']).identity).toStrictEqual({
      issuer: 'https://id.example/',
      jwksUrl: 'https://id.example/.well-known/jwks.json',
      clientId: 'onfile-console',
      operatorsClientId: 'onfile-operations',
      audiences: { customers: 'onfile-customers', operators: 'staff', services: 'onfile-services' },
    });
    expect(
      troubleOf(() => readSettings({ ...env(), OIDC_ISSUER: 'id.example' }, ['identity'])).variables,
    ).toStrictEqual(['OIDC_ISSUER']);
  });

  it('takes Stripe, Twilio and rates over HTTP where they are chosen, and asks for nothing that they do not need', () => {
    const { CARD_NETWORK_URL: _url, SMS_URL: _sms, SMS_API_KEY: _key, RATES_FILE: _file, ...others } = env();
    const twilio = { TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 't', TWILIO_FROM: '+12025550100' };
    const chosen = {
      ...others,
      ...{ CARD_NETWORK_PROVIDER: 'stripe', SMS_PROVIDER: 'twilio', RATES_URL: 'https://rates.example/v1' },
    };
    expect(readSettings({ ...chosen, ...twilio }, ['cardNetwork', 'sms', 'rates'])).toStrictEqual({
      cardNetwork: { provider: 'stripe', url: 'https://api.stripe.com', apiKey: 'sk_1', webhookSecret: 'whsec_1' },
      sms: { provider: 'twilio', accountSid: 'AC1', authToken: 't', from: '+12025550100' },
      rates: { url: 'https://rates.example/v1', apiKey: '' },
    });
    expect(troubleOf(() => readSettings(chosen, ['sms'])).variables).toStrictEqual(Object.keys(twilio));
    expect(
      troubleOf(() => readSettings({ ...env(), CARD_NETWORK_PROVIDER: 'paypal' }, ['cardNetwork'])).variables,
    ).toStrictEqual(['CARD_NETWORK_PROVIDER']);
  });

  it('asks a process only for what it needs', () => {
    const { KURRENTDB_URL, DATABASE_URL } = env();
    const settings = readSettings({ KURRENTDB_URL, DATABASE_URL }, ['eventLog', 'databaseUrl', 'mode']);
    expect(settings).toStrictEqual({
      eventLog: { url: KURRENTDB_URL },
      databaseUrl: DATABASE_URL,
      mode: 'production',
    });
  });

  it('names every variable that is missing or wrong at once', () => {
    const { variables, message } = troubleOf(() =>
      readSettings({
        ...env(),
        KURRENTDB_URL: undefined,
        PORT: '99999',
        TEMPORAL_ADDRESS: 'nowhere',
        ONFILE_MODE: 'x',
      }),
    );
    expect(variables).toStrictEqual(['KURRENTDB_URL', 'TEMPORAL_ADDRESS', 'PORT', 'ONFILE_MODE']);
    expect(message).toContain('KURRENTDB_URL: is missing');
    expect(message).toContain('PORT: must be a port number');
  });

  it.each([
    ['a missing file', '/nowhere/secrets.json', 'ONFILE_SECRETS_FILE'],
    ['no JSON', 'canary-secret {', 'ONFILE_SECRETS_FILE'],
    ['a short key', { ...secretsContent, kekForPersonalKeys: 'canary-secret' }, 'field kekForPersonalKeys'],
    ['a missing field', { ...secretsContent, codePepper: undefined }, 'field codePepper'],
    [
      'a current key that is not there',
      { ...secretsContent, payloadKeys: { current: 'canary-secret', keys: { k1: key } } },
      'field payloadKeys',
    ],
  ])('S1 refuses a secrets file with %s without telling a value', (_what, content, named) => {
    const path = content === '/nowhere/secrets.json' ? content : secretsFile(content);
    const { message } = troubleOf(() => readSettings({ ...env(), ONFILE_SECRETS_FILE: path }));
    expect(message).toContain(named);
    expect(message).not.toContain('canary-secret');
    expect(message).not.toContain(key);
  });

  it('S1 prints no secret when all settings are printed by mistake', () => {
    const { secrets } = readSettings(env(), ['secrets']);
    const printed = `${JSON.stringify({ secrets })} ${inspect({ secrets })} ${inspect({ a: { secrets } }, { depth: 9 })}`;
    expect(printed).toContain('[secrets]');
    expect(printed).not.toContain(key);
    expect(printed).not.toContain('network-api-key');
  });
});
