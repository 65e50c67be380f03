import type { AccountEvent } from '@onfile/domain';
import { cardAdded, VISA } from '@onfile/domain/fixtures';
import type { Response } from 'supertest';
import { startBench, type Bench } from '../../testing/bench';
import { Customer } from '../../testing/customer';

const NEW = { email: 'Ada@Mail.example', region: 'CL', registeredAt: '2024-05-10T14:00:00+04:00' };

describe('accounts', () => {
  let bench: Bench;
  let service: string;
  beforeEach(async () => {
    bench = await startBench();
    service = await bench.tokenOf({ audience: 'services', subject: 'host' });
  });
  afterEach(() => bench.stop());

  const register = async (body: object, key: string): Promise<Response> =>
    bench.http
      .post('/v1/accounts')
      .set({ Authorization: `Bearer ${service}`, 'Idempotency-Key': key })
      .send(body);
  const accountIdOf = ({ body }: Response): string => (body as { accountId: string }).accountId;

  it('are registered by the host platform, once for each key, with their email sealed', async () => {
    const first = await register(NEW, 'register-1');
    expect([first.status, first.body]).toMatchObject([201, { region: 'CL', registeredAt: '2024-05-10T10:00:00.000Z' }]);
    expect(first.headers['location']).toBe(`/v1/accounts/${accountIdOf(first)}`);
    const again = await register(NEW, 'register-1');
    expect([again.status, again.text, again.headers['idempotency-hit']]).toStrictEqual([201, first.text, 'true']);
    expect(bench.log.all().map(({ fact }) => fact)).toMatchObject([
      { type: 'AccountRegistered', data: { region: 'CL', registeredAt: '2024-05-10T10:00:00.000Z', language: 'es' } },
    ]);
    expect(JSON.stringify(bench.log.all())).not.toMatch(/ada|mail\.example/i);
  });

  it('Q2 the same key with another body is refused, another key is another account', async () => {
    const first = await register(NEW, 'register-1');
    const other = await register({ ...NEW, region: 'US' }, 'register-1');
    expect([other.status, other.body]).toMatchObject([422, { code: 'idempotency-key-reused' }]);
    expect(accountIdOf(await register(NEW, 'register-2'))).not.toBe(accountIdOf(first));
  });

  it('ten identical registrations at once are one account', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => register(NEW, 'register-1')));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(bench.log.all()).toHaveLength(1);
  });

  it('on one machine register by email and region, and sign in by email again', async () => {
    const first = await bench.http.post('/dev/accounts').send({ email: 'ada@mail.example', region: 'US' }).expect(201);
    bench.pass(60_000);
    const again = await bench.http.post('/dev/accounts').send({ email: 'ADA@mail.example', region: 'US' }).expect(201);
    expect(accountIdOf(again)).toBe(accountIdOf(first));
    const { body } = await bench.http.post('/dev/accounts').send({ email: 'ada@mail.example', region: 'CL' });
    expect(body).toMatchObject({ code: 'account-exists' });
    const signedIn = await bench.http.post('/dev/sign-in').send({ email: 'ada@mail.example' }).expect(200);
    const me = await bench.http
      .get('/v1/me')
      .set('Authorization', `Bearer ${(signedIn.body as { accessToken: string }).accessToken}`);
    expect(me.body).toMatchObject({ accountId: accountIdOf(first), email: 'ada@mail.example' });
  });

  it('R5 tell their owner what is missing, whether to prompt for a card, and which journey is open', async () => {
    const customer = await Customer.register(bench);
    const journeyId = await customer.addCard();
    expect((await customer.get('/v1/me')).body).toStrictEqual({
      accountId: customer.accountId,
      email: customer.email,
      region: 'US',
      registeredAt: '2024-05-10T11:00:00.000Z',
      currency: 'USD',
      suspended: false,
      postpayment: 'none',
      missing: ['mobile', 'information', 'card'],
      promptForCard: true,
      openJourneyId: journeyId,
    });
  });

  describe('R2 may this account subscribe?', () => {
    const gate = async (accountId: string): Promise<Response> =>
      bench.http.get(`/v1/accounts/${accountId}/subscription-gate`).set('Authorization', `Bearer ${service}`);

    it('answers the host platform and the customer alike, from the log alone', async () => {
      const customer = await Customer.known(bench);
      bench.views.fails = new Error('no read model is asked');
      const asked = await gate(customer.accountId);
      expect(asked.body).toStrictEqual({
        allowed: false,
        missing: ['card'],
        suspended: false,
        restricted: false,
        goOnAt: 'https://onfile.example/complete-information',
      });
      expect((await customer.get('/v1/me/subscription-gate')).text).toBe(asked.text);
      expect(asked.headers['onfile-position']).toBe(String(bench.log.all().length));
    });

    it('D15 no more, once the last valid card has expired', async () => {
      const customer = await Customer.known(bench);
      bench.log.given(`wallet-${customer.accountId}`, cardAdded('card_1', { ...VISA, expiry: '2024-05' }));
      expect((await gate(customer.accountId)).body).toMatchObject({ allowed: true });
      bench.pass(22 * 86_400_000); // June, also in the billing zone
      service = await bench.tokenOf({ audience: 'services', subject: 'host' });
      expect((await gate(customer.accountId)).body).toMatchObject({ allowed: false, missing: ['card'] });
    });

    it('R6 not while suspended, though nothing is missing; and no card can be added', async () => {
      const customer = await Customer.known(bench);
      bench.log.given(`wallet-${customer.accountId}`, cardAdded('card_1'));
      const suspended: AccountEvent = {
        type: 'AccountSuspended',
        at: '2024-05-10T12:00:00.000Z',
        data: { because: 'spec' },
      };
      bench.log.given(`account-${customer.accountId}`, suspended);
      expect((await gate(customer.accountId)).body).toStrictEqual({
        ...{ allowed: false, missing: [], suspended: true, restricted: false },
      });
      const added = await customer.post('/v1/card-additions');
      expect([added.status, added.body]).toMatchObject([403, { code: 'account-suspended' }]);
    });

    it('D14 not while it is restricted because it did not pay, though nothing is missing', async () => {
      const customer = await Customer.known(bench);
      bench.log.given(`wallet-${customer.accountId}`, cardAdded('card_1'));
      const at = '2024-05-10T12:00:00.000Z';
      const restricted: AccountEvent = { type: 'AccountRestricted', at, data: { because: 'unpaid' } };
      bench.log.given(`account-${customer.accountId}`, restricted);
      expect((await gate(customer.accountId)).body).toStrictEqual({
        ...{ allowed: false, missing: [], suspended: false, restricted: true },
      });
    });

    it('404 for an account that nobody registered', async () => {
      expect((await gate('acc_nobody')).body).toMatchObject({ code: 'not-found', status: 404 });
    });
  });

  it('a token of an account that is not registered finds nothing, and starts nothing', async () => {
    const token = await bench.tokenOf({ audience: 'customers', subject: 'acc_nobody' });
    const set = { Authorization: `Bearer ${token}`, 'Idempotency-Key': 'some-key-1' };
    expect((await bench.http.get('/v1/me').set(set)).body).toMatchObject({ code: 'not-found' });
    expect((await bench.http.post('/v1/card-additions').set(set).send({})).body).toMatchObject({
      code: 'account-unknown',
    });
    expect(bench.log.all()).toHaveLength(0);
  });
});
