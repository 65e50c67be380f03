import type { AccountEvent, WalletEvent } from '@onfile/domain';
import { cardBlocked, defaultCardSet, onFile } from '@onfile/domain/fixtures';
import { Webhook } from 'standardwebhooks';
import type { Response } from 'supertest';
import { startBench, WEBHOOK_SECRET, type Bench } from '../../testing/bench';
import { billIssued } from '../../testing/bills';
import { Customer } from '../../testing/customer';

interface Body {
  readonly code?: string;
  readonly revision: number;
  readonly cards: readonly { readonly cardId: string; readonly isDefault: boolean }[];
  readonly current?: Body;
}

describe('R34–40 cards on file, over HTTP', () => {
  let bench: Bench;
  let customer: Customer;
  beforeEach(async () => {
    bench = await startBench();
    customer = await Customer.known(bench);
    given(onFile('a'), defaultCardSet('a'), onFile('b'), onFile('c'));
  });
  afterEach(() => bench.stop());

  const given = (...facts: WalletEvent[]): void =>
    facts.forEach((fact) => bench.log.given(`wallet-${customer.accountId}`, fact));
  const send = (
    method: 'put' | 'delete',
    path: string,
    body: object = {},
    { ifMatch, key = bench.freshKey() }: { ifMatch?: string; key?: string } = {},
  ): Promise<Response> => {
    const request = bench.http[method](path)
      .agent(bench.line)
      .set('Authorization', `Bearer ${customer.token}`)
      .set('Idempotency-Key', key);
    return (ifMatch === undefined ? request : request.set('If-Match', ifMatch)).send(
      body,
    ) as unknown as Promise<Response>;
  };
  const setDefault = (cardId: string, options = {}) => send('put', '/v1/payment-methods/default', { cardId }, options);
  const remove = (cardId: string, query = '') => send('delete', `/v1/payment-methods/${cardId}${query}`);
  const told = ({ status, body }: Response): [number, string | undefined] => [status, (body as Body).code];
  const order = ({ body }: Response) => (body as Body).cards.map(({ cardId }) => cardId);

  it('R34 set as default; the answer is the list as it is now, with its ETag', async () => {
    const answer = await setDefault('b');
    expect([answer.status, order(answer), answer.headers['etag']]).toStrictEqual([200, ['b', 'a', 'c'], '"5"']);
    expect(answer.text).not.toMatch(/tok_|digest/);
    expect(answer.headers['onfile-position']).toBe(String(bench.log.all().length));
  });

  it('the same key is the same request; another body is refused', async () => {
    const first = await setDefault('b', { key: 'the-same-key' });
    const again = await setDefault('b', { key: 'the-same-key' });
    expect([again.body, again.headers['idempotency-hit']]).toStrictEqual([first.body, 'true']);
    expect(told(await setDefault('c', { key: 'the-same-key' }))).toStrictEqual([422, 'idempotency-key-reused']);
  });

  it.each([
    ['nobody’s', 'x', 404, 'card-unknown'],
    ['expired', 'old', 409, 'card-expired'],
    ['blocked', 'bad', 409, 'card-blocked'],
  ])('R34 refuses a card that is %s', async (_what, cardId, status, code) => {
    given(onFile('old', '2024-04'), onFile('bad'), cardBlocked('bad'));
    expect(told(await setDefault(cardId))).toStrictEqual([status, code]);
  });

  it('If-Match: 412 with the cards as they are now; decided anew it goes through', async () => {
    await setDefault('b');
    const stale = await setDefault('c', { ifMatch: '"4"' });
    expect(told(stale)).toStrictEqual([412, 'wallet-changed']);
    const { current } = stale.body as Body;
    expect(current).toMatchObject({ revision: 5, cards: [{ cardId: 'b', isDefault: true }, {}, {}] });
    expect((await setDefault('c', { ifMatch: `"${current?.revision}"` })).status).toBe(200);
    expect(told(await setDefault('c', { ifMatch: 'nonsense' }))).toStrictEqual([400, 'request-invalid']);
  });

  it('R37 Edit begins with the token that the gateway’s own fields renew, for the card’s own customer', async () => {
    expect((await customer.get('/v1/payment-methods/b/edit-form')).body).toStrictEqual({
      cardId: 'b',
      cardToken: 'tok_b',
    });
    expect(told(await customer.get('/v1/payment-methods/x/edit-form'))).toStrictEqual([404, 'card-unknown']);
  });

  it('D6 reorder, the default first', async () => {
    const path = '/v1/payment-methods/order';
    expect(order(await send('put', path, { order: ['a', 'c', 'b'] }))).toStrictEqual(['a', 'c', 'b']);
    expect(told(await send('put', path, { order: ['c', 'a', 'b'] }))).toStrictEqual([422, 'order-invalid']);
    expect(told(await send('put', path, { order: ['a', 'b'] }))).toStrictEqual([422, 'order-invalid']);
  });

  it('R39 delete: twice is once', async () => {
    expect(order(await remove('b'))).toStrictEqual(['a', 'c']);
    const facts = bench.log.all().length;
    expect((await remove('b')).status).toBe(200);
    expect(bench.log.all()).toHaveLength(facts);
    expect(told(await setDefault('b'))).toStrictEqual([409, 'card-removed']);
  });

  it('R40 the default is not removed; the problem offers the way out, and one call takes it', async () => {
    const refused = await remove('a');
    expect(told(refused)).toStrictEqual([409, 'default-card']);
    expect(refused.body).toMatchObject({ cards: ['b', 'c'], nextStep: expect.stringContaining('`cards`') });
    const answer = await remove('a', '?newDefault=c');
    expect([answer.status, order(answer)]).toStrictEqual([200, ['c', 'b']]);
  });

  it('D17 the last card goes only with the right to pay later, and not while a bill is unpaid', async () => {
    await remove('b');
    await remove('c');
    expect(told(await remove('a'))).toStrictEqual([409, 'last-card']);
    bench.log.given(`bill-${customer.accountId}-2024-04`, billIssued(customer.accountId, '2024-04'));
    const owing = await remove('a', '?giveUpPostpayment=true');
    expect([...told(owing), (owing.body as { bills: string[] }).bills]).toStrictEqual([
      409,
      'bill-unpaid',
      [`${customer.accountId}-2024-04`],
    ]);
    bench.log.given(`bill-${customer.accountId}-2024-04`, {
      type: 'BillPaidByHand',
      at: '2024-05-10T12:00:00.000Z',
      data: { by: 'op', reference: 'wire', why: 'spec', overdue: false },
    });
    expect(order(await remove('a', '?giveUpPostpayment=true'))).toStrictEqual([]);
    expect((await customer.get('/v1/me/subscription-gate')).body).toMatchObject({ allowed: false, missing: ['card'] });
  });

  it('Q16 thirty-two clients setting different defaults at once end in one, and a history that explains it', async () => {
    const ids = Array.from({ length: 32 }, (_, n) => `card_${n}`);
    given(...ids.map((cardId) => onFile(cardId)));
    const answers = await Promise.all(ids.map((cardId) => setDefault(cardId)));
    expect(answers.map(({ status }) => status)).toStrictEqual(ids.map(() => 200));
    const chosen = bench.log
      .all()
      .flatMap(({ fact }) => (fact.type === 'DefaultCardSet' ? [(fact.data as { cardId: string }).cardId] : []));
    expect(new Set(chosen)).toStrictEqual(new Set(['a', ...ids]));
    const { body } = await customer.get('/v1/payment-methods/as-of');
    const defaults = (body as Body).cards.filter(({ isDefault }) => isDefault);
    expect(defaults.map(({ cardId }) => cardId)).toStrictEqual([chosen.at(-1)]);
  });

  it('X4 the cards and the gate at any past moment', async () => {
    const before = bench.ports.clock().toISOString();
    bench.pass(60_000);
    await remove('b');
    const asOf = async (at?: string) =>
      (await customer.get(`/v1/payment-methods/as-of${at === undefined ? '' : `?at=${at}`}`)).body as Body;
    expect((await asOf(before)).cards.map(({ cardId }) => cardId)).toStrictEqual(['a', 'b', 'c']);
    expect((await asOf()).cards.map(({ cardId }) => cardId)).toStrictEqual(['a', 'c']);
    expect(told(await customer.get('/v1/payment-methods/as-of?at=2020-01-01T00:00:00Z'))).toStrictEqual([
      404,
      'not-found',
    ]);
    const operator = await bench.tokenOf({ audience: 'operators', subject: 'op', scopes: ['read'] });
    const seen = await bench.http
      .get(`/v1/operations/accounts/${customer.accountId}/wallet?at=${before}`)
      .set('Authorization', `Bearer ${operator}`);
    expect((seen.body as Body).cards).toHaveLength(3);
    // The gate too: it was open then, whatever has become of the cards since.
    bench.pass(60_000);
    await remove('c');
    await remove('a', '?giveUpPostpayment=true');
    const gateAt = async (at?: string) =>
      ((await asOf(at)) as Body & { gate: { allowed: boolean; missing: string[] } }).gate;
    expect(await gateAt(before)).toMatchObject({ allowed: true, missing: [] });
    expect(await gateAt()).toMatchObject({ allowed: false, missing: ['card'] });
  });

  it('the network’s notice of a reissued card changes the card; a repeat, and a notice about nobody, do nothing', async () => {
    const number = (token: string, fingerprint: string, expiry: string) => {
      const known = { token, brand: 'visa', last4: '4242', expiry, funding: 'credit', issuingCountry: 'US' } as const;
      bench.cards.card({ ...known, fingerprint }, { on: 'approve' });
      return bench.secrecy.fingerprintHash(fingerprint);
    };
    const digest = number('tok_old', 'gateway-digest', '2024-06');
    number('tok_new', 'gateway-digest', '2029-06');
    given({
      type: 'CardAdded',
      at: '2024-05-10T00:00:00.000Z',
      data: {
        accountId: customer.accountId,
        cardId: 'd',
        journeyId: 'j',
        card: {
          token: 'tok_old',
          brand: 'visa',
          last4: '4242',
          expiry: '2024-06',
          funding: 'credit',
          issuingCountry: 'US',
          fingerprint: digest,
        },
      },
    });
    bench.log.given(`cardFingerprint-${digest}`, {
      type: 'FingerprintTaken',
      at: '2024-05-10T00:00:00.000Z',
      data: { accountId: customer.accountId, cardId: 'd' },
    });
    const notice = async (token: string, newToken: string) => {
      const text = JSON.stringify({ id: `ntc_${token}`, type: 'card.updated', at: '', data: { token, newToken } });
      const at = new Date();
      await bench.http
        .post('/v1/card-network/notices')
        .set({
          'webhook-id': 'msg',
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': new Webhook(WEBHOOK_SECRET).sign('msg', at, text),
        })
        .type('json')
        .send(text)
        .expect(204);
    };
    await notice('tok_old', 'tok_new');
    await notice('tok_old', 'tok_new');
    await notice('tok_nobody', 'tok_gone');
    const updates = bench.log.all().filter(({ fact }) => fact.type === 'CardUpdated');
    expect(updates.map(({ fact }) => fact.data)).toMatchObject([
      { cardId: 'd', card: { token: 'tok_new', expiry: '2029-06' }, replaced: { token: 'tok_old', expiry: '2024-06' } },
    ]);
  });
});

describe('R41–42 preferences, R43 feedback', () => {
  let bench: Bench;
  let customer: Customer;
  beforeEach(async () => {
    bench = await startBench();
    customer = await Customer.known(bench);
  });
  afterEach(() => bench.stop());

  const save = (currency: string) =>
    bench.http
      .put('/v1/me/preferences/currency')
      .set('Authorization', `Bearer ${customer.token}`)
      .set('Idempotency-Key', bench.freshKey())
      .send({ currency });

  it('R42 a bill of long ago that waits for an operator, and so is not overdue, is unpaid as well', async () => {
    const old = await Customer.register(bench, { ageMs: 300 * 24 * 3_600_000 });
    const period = new Date(bench.ports.clock().getTime() - 200 * 24 * 3_600_000).toISOString().slice(0, 7);
    bench.log.given(`bill-${old.accountId}-${period}`, billIssued(old.accountId, period));
    const { body } = await old.get('/v1/me/preferences');
    expect((body as { unpaidBills: string[] }).unpaidBills).toStrictEqual([`${old.accountId}-${period}`]);
  });

  it('lists the currencies, saves one, and refuses while a bill is unpaid', async () => {
    const before = await customer.get('/v1/me/preferences');
    expect(before.body).toMatchObject({ currency: 'USD', unpaidBills: [] });
    expect((before.body as { currencies: string[] }).currencies).toContain('EUR');
    expect((await save('EUR')).body).toMatchObject({ currency: 'EUR' });
    const overdue: AccountEvent = {
      type: 'BillOverdue',
      at: '2024-05-10T12:00:00.000Z',
      data: { billId: 'acc-2024-04', amount: { currency: 'USD', minor: 100 } },
    };
    bench.log.given(`account-${customer.accountId}`, overdue);
    const refused = await save('USD');
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'bill-unpaid', bills: ['acc-2024-04'] }]);
    expect((await save('XXX')).body).toMatchObject({ code: 'currency-not-offered' });
  });

  it('R43 takes feedback once, in the page’s own words, and keeps the comment sealed', async () => {
    const page = 'payment-methods';
    const give = (body: object, key?: string) => customer.post('/v1/feedback', { page, ...body }, key);
    expect(
      (await give({ helpful: false, issues: ['wrong'], comment: 'my street is Elm' }, 'feedback-key')).status,
    ).toBe(201);
    expect(
      (await give({ helpful: false, issues: ['wrong'], comment: 'my street is Elm' }, 'feedback-key')).status,
    ).toBe(201);
    const kept = bench.log.all().filter(({ stream }) => stream === `feedback-${customer.accountId}`);
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain('Elm');
    const refused = async (body: object) => {
      const { body: problem } = await give(body);
      return [(problem as { code: string }).code, (problem as { detail: string }).detail];
    };
    expect(await refused({})).toStrictEqual(['feedback-incomplete', 'Please complete at least one feedback item.']);
    expect(await refused({ comment: '  ' })).toStrictEqual(['feedback-empty', 'Content is empty.']);
    expect(await refused({ comment: 'x'.repeat(201) })).toStrictEqual([
      'feedback-too-long',
      'Content most length 200 character',
    ]);
  });
});
