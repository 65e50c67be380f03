import { randomUUID } from 'node:crypto';
import { startStack, type Stack } from '@onfile/infra';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConsolePage } from '../driver/console';
import { ask } from '../driver/http';
import { Issuer } from './issuer';
import { withBrowser } from './with-browser';

jest.setTimeout(240_000);

describe('signing in at an identity provider', () => {
  const { device } = withBrowser();
  let issuer: Issuer;
  let stack: Stack;
  beforeAll(async () => {
    issuer = await Issuer.open();
    const data = await mkdtemp(join(tmpdir(), 'onfile-oidc-'));
    stack = await startStack({ data, env: { OIDC_ISSUER: issuer.url } });
  });
  afterAll(async () => {
    await stack.stop();
    await rm(stack.data, { recursive: true, force: true });
    await issuer.close();
  });

  const atConsole = async (): Promise<ConsolePage> => new ConsolePage((await device()).page, stack.urls.console);
  const registered = async (): Promise<string> => {
    const token = issuer.token('onfile-services', 'host-platform');
    const body = { email: `oidc-${randomUUID()}@example.com`, region: 'US', registeredAt: new Date().toISOString() };
    const given = { token, key: randomUUID(), body };
    return (await ask<{ accountId: string }>(`${stack.urls.api}/v1/accounts`, given)).body.accountId;
  };

  it('R5 S3 leads there and back to the page that was asked for; no token in an address or in storage', async () => {
    issuer.person = await registered();
    const console = await atConsole();
    const addresses: string[] = [];
    console.page.on('framenavigated', (frame) => addresses.push(frame.url()));
    await console.open('/historical-cards', 'Sign in');
    await console.button('Continue to sign-in').click();
    await console.heading('Historical Cards').waitFor();
    await console.open('/payment-methods', 'Payment Methods');
    await console.page.getByRole('link', { name: 'Associate now' }).waitFor();
    const asked = issuer.asked.at(-1)?.searchParams;
    expect(asked?.get('code_challenge_method')).toBe('S256');
    expect(asked?.get('client_id')).toBe('onfile-console');
    const kept = await console.page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
    for (const text of [kept, addresses.join('\n')]) expect(text).not.toMatch(/eyJ[\w-]+\./);
    expect(console.page.url()).not.toContain('code=');
  });

  it('S3 an answer that this tab did not ask for signs nobody in', async () => {
    const console = await atConsole();
    await console.open(`/signed-in?code=${randomUUID()}&state=${randomUUID()}`);
    await console.says('The sign-in did not work. Please start it again.');
    await console.open('/payment-methods', 'Sign in');
  });

  it('S3 a provider that does not stand by its code signs nobody in', async () => {
    const console = await atConsole();
    await console.page.route('**/token', (route) => route.fulfill({ status: 400, body: '{}' }));
    await console.open('/', 'Sign in');
    await console.button('Continue to sign-in').click();
    await console.says('The sign-in did not work. Please start it again.');
  });

  it('S5 operators come by a client of their own, to the page that they asked for, with the role that the provider gives', async () => {
    issuer.operator = { name: 'grace', scope: 'read' };
    const console = await atConsole();
    await console.open('/operations/log', 'Sign in to operations');
    await console.button('Continue to sign-in').click();
    await console.heading('Operator log').waitFor();
    await console.says('Signed in as grace, who may look');
    expect(issuer.asked.at(-1)?.searchParams.get('client_id')).toBe('onfile-operations');
    await console.open('/payment-methods', 'Sign in');
  });
});
