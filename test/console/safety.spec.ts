import { randomUUID } from 'node:crypto';
import { Billing } from '../driver/billing';
import { mintCardNumber } from '../driver/cards';
import { onfile } from '../journeys/stack';
import { withBrowser } from './with-browser';
import { operatorOn } from './with-operator';

jest.setTimeout(180_000);

describe('the console keeps what it must', () => {
  const { visit, device, otherTab, expectComplaint } = withBrowser();

  it('S3 a strict policy on every page; no script in the page, none without its nonce', async () => {
    const { console } = await visit();
    const answer = await console.page.goto(new URL('/payment-methods', console.url).href);
    const policy = answer?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-|\*/);
    const html = (await answer?.text()) ?? '';
    const scripts = html.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toMatch(/(?=.*src=)(?=.*nonce=)(?=.*integrity=)/);
    expect(html).not.toMatch(/\son\w+=|javascript:/i);
  });

  it('S3 a script that comes into the page does not run', async () => {
    const { console } = await visit();
    await console.open('/payment-methods', 'Payment Methods');
    const blocked = await console.page.evaluate<string>(`new Promise((tell) => {
      document.addEventListener('securitypolicyviolation', (event) => tell(event.violatedDirective), { once: true });
      const image = document.createElement('div');
      image.innerHTML = '<img src="data:," onerror="window.ran = true">';
      document.body.append(image);
    })`);
    expect(blocked).toContain('script-src');
    await expect(console.page.evaluate('window.ran')).resolves.toBeUndefined();
    expectComplaint(/Content Security Policy/);
  });

  it('S3 R21 number, security code and token of a card stay out of the page, its storage and its addresses', async () => {
    const { customer, console } = await visit();
    const asked: string[] = [];
    const sent: string[] = [];
    console.page.on('request', (request) => {
      asked.push(request.url());
      if (request.url().startsWith(console.url)) sent.push(request.postData() ?? '');
    });
    await customer.reachCard();
    await console.open('/complete-information', 'Your credit card');
    const number = mintCardNumber();
    await console.submitCard({ number, securityCode: '719' });
    await console.heading('Your card is added').waitFor();
    const kept = await console.page.evaluate<string>(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state])',
    );
    expect(asked.join('\n')).not.toContain(number);
    expect(sent.join('\n')).not.toMatch(new RegExp(`${number}|"719"`));
    for (const text of [kept, asked.join('\n')]) {
      expect(text).not.toMatch(/\btok_|eyJ[\w-]+\.|onfile_session/);
      expect(text).not.toContain(customer.token);
    }
    expect(await console.page.content()).not.toContain(number);
  });

  it('S3 every load has a nonce of its own, and its policy lets that one run', async () => {
    const { console } = await visit();
    const load = async () => {
      const answer = await console.page.goto(new URL('/payment-methods', console.url).href);
      const nonces = [...((await answer?.text()) ?? '').matchAll(/<script\b[^>]*nonce="([^"]+)"/g)].map(([, it]) => it);
      const [nonce = '', ...others] = [...new Set(nonces)];
      expect(others).toStrictEqual([]);
      expect(answer?.headers()['content-security-policy']).toContain(`'nonce-${nonce}'`);
      return nonce;
    };
    const first = await load();
    expect(first.length).toBeGreaterThanOrEqual(22);
    expect(await load()).not.toBe(first);
  });

  it('S3 what people typed is text, never markup: the reason of an operator', async () => {
    const { accountId } = await onfile().register({ region: 'US' });
    const reason = `<img src=x onerror="window.ran = true"> of ${accountId}`;
    const billing = new Billing(onfile());
    await billing.charge([{ accountId, minor: 4_200, at: new Date().toISOString() }]);
    await billing.billAtRisk(accountId, reason);
    const { console } = await operatorOn(device, 'read');
    await console.open(`/operations/log?on=account/${accountId}`, 'Operator log');
    await console.says(`“${reason}”`);
    await expect(console.page.locator('img[src=x]').count()).resolves.toBe(0);
    await expect(console.page.evaluate('window.ran')).resolves.toBeUndefined();
  });

  it('S3 signing out ends the session in this browser', async () => {
    const { console } = await visit();
    await console.open('/payment-methods', 'Payment Methods');
    await console.button(/^Signed in as/).click();
    await console.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await console.heading('Sign in').waitFor();
    await console.open('/payment-methods', 'Sign in');
  });

  it('S3 signing out ends it in every tab, and whoever signs in next sees nothing of the one before', async () => {
    const { console } = await visit();
    await console.open('/payment-methods', 'Payment Methods');
    const tab = await otherTab(console);
    await tab.open('/payment-methods', 'Payment Methods');
    await tab.button(/^Signed in as/).click();
    await tab.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await console.heading('Sign in').waitFor();

    await console.signInAs(await onfile().register({ region: 'US' }));
    await console.open('/payment-methods', 'Payment Methods');
    await tab.heading('Sign in').waitFor();
    const email = `customer-${randomUUID()}@example.com`;
    await tab.page.request.post(new URL('/dev/accounts', tab.url).href, { data: { email, region: 'US' } });
    await tab.field('Email address').fill(email);
    await tab.button('Sign in').click();
    await console.button(`Signed in as ${email}`).waitFor();
  });

  it('S3 whoever could not be signed out is shown as signed in', async () => {
    const { console } = await visit();
    await console.open('/payment-methods', 'Payment Methods');
    const refused = { status: 500, contentType: 'application/problem+json', body: '{"code":"internal"}' };
    await console.page.route('**/v1/sign-out', (route) => route.fulfill(refused));
    await console.button(/^Signed in as/).click();
    const asked = console.page.waitForResponse('**/v1/sign-out');
    await console.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await asked;
    await console.page.unroute('**/v1/sign-out');
    await console.button(/^Signed in as/).waitFor();
    expect(new URL(console.page.url()).pathname).toBe('/payment-methods');
    expectComplaint(/status of 500/);
  });
});
