import { BankSettingsError, readBankSettings } from './settings';

const GIVEN = {
  PORT: '4100',
  BANK_DATA: '/data',
  CARD_NETWORK_API_KEY: 'key',
  CARD_NETWORK_WEBHOOK_SECRET: 'whsec_c2VjcmV0',
  SMS_API_KEY: 'sms',
};

describe('the settings of the bank', () => {
  it('have defaults where one can be meant', () => {
    expect(readBankSettings({ ...GIVEN, WEBHOOK_URL: '' })).toEqual({
      port: 4_100,
      smtpPort: 0,
      dataFolder: '/data',
      seed: '1',
      publicUrl: undefined,
      apiKey: 'key',
      webhookSecret: 'whsec_c2VjcmV0',
      webhookUrl: undefined,
      smsApiKey: 'sms',
      latencyMs: 0,
      hostedFieldsOrigins: [],
    });
  });

  it('are read whole', () => {
    const more = {
      SMTP_PORT: '4125',
      BANK_SEED: 'seven',
      PUBLIC_URL: 'https://bank.example/',
      WEBHOOK_URL: 'http://127.0.0.1:3000/v1/card-network/notices',
      BANK_LATENCY_MS: '50',
      HOSTED_FIELDS_ORIGINS: 'https://a.example, https://b.example',
    };
    expect(readBankSettings({ ...GIVEN, ...more })).toMatchObject({
      smtpPort: 4_125,
      seed: 'seven',
      publicUrl: 'https://bank.example',
      webhookUrl: 'http://127.0.0.1:3000/v1/card-network/notices',
      latencyMs: 50,
      hostedFieldsOrigins: ['https://a.example', 'https://b.example'],
    });
  });

  it('name everything that is missing or wrong, and no value', () => {
    const wrong = { ...GIVEN, PORT: '99999', CARD_NETWORK_WEBHOOK_SECRET: 'plain-secret', SMS_API_KEY: '' };
    expect(() => readBankSettings(wrong)).toThrow(BankSettingsError);
    expect(() => readBankSettings(wrong)).toThrow(/PORT[\s\S]*CARD_NETWORK_WEBHOOK_SECRET[\s\S]*SMS_API_KEY/);
    expect(() => readBankSettings(wrong)).not.toThrow(/plain-secret/);
  });
});
