import { CursorInvalid, type HistoricalCardForStaff } from '@onfile/read-models';
import { startBench, type Bench } from '../../testing/bench';
import { Customer } from '../../testing/customer';

const DECLINED: HistoricalCardForStaff = {
  attemptId: 'j1',
  kind: 'card-addition',
  journeyId: 'j1',
  state: 'failed',
  startedAt: '2024-05-10T12:00:00.000Z',
  result: 'hold-declined',
  networkCode: '51',
  adviceCode: '02',
  card: { brand: 'visa', last4: '4242', expiry: '2030-12' },
};

describe('what pages show', () => {
  let bench: Bench;
  let customer: Customer;
  beforeEach(async () => {
    bench = await startBench();
    customer = await Customer.register(bench);
  });
  afterEach(() => bench.stop());

  it('payment methods: in the order of deductions, with the wallet’s revision as ETag, expired ones marked', async () => {
    const { accountId } = customer;
    const card = {
      journeyId: 'j1',
      brand: 'visa',
      last4: '4242',
      funding: 'credit',
      issuingCountry: 'US',
      addedAt: '2024-01-01',
    } as const;
    bench.views.wallets.set(accountId, {
      accountId,
      revision: 3,
      cards: [
        { ...card, cardId: 'card_1', expiry: '2024-05', isDefault: true, order: 1 },
        { ...card, cardId: 'card_2', expiry: '2024-04', isDefault: false, order: 2 },
      ],
    });
    const { headers, body } = await customer.get('/v1/payment-methods');
    expect(headers['etag']).toBe('"3"');
    expect(body).toMatchObject({
      revision: 3,
      cards: [
        { cardId: 'card_1', isExpired: false },
        { cardId: 'card_2', isExpired: true },
      ],
    });
    expect(headers['cache-control']).toBe('no-store');
  });

  it('R31–R33 historical cards: the Result in words, the bank’s own codes left out', async () => {
    bench.views.attempts.set(customer.accountId, [DECLINED]);
    const { body, text } = await customer.get('/v1/historical-cards');
    expect(body).toMatchObject({
      entries: [
        {
          attemptId: 'j1',
          result: { code: 'hold-declined', sentence: expect.stringMatching(/balance/i), nextStep: expect.any(String) },
        },
      ],
    });
    expect(text).not.toMatch(/networkCode|adviceCode|"51"|"02"/);
  });

  it('a card that is blocked, is being changed, or expires soon says so', async () => {
    const { accountId } = customer;
    const card = {
      journeyId: 'j1',
      brand: 'visa',
      last4: '4242',
      funding: 'credit',
      issuingCountry: 'US',
      addedAt: '2024-01-01',
    } as const;
    bench.views.wallets.set(accountId, {
      accountId,
      revision: 3,
      cards: [
        { ...card, cardId: 'a', expiry: '2024-05', isDefault: true, order: 1, validityChangeId: 'vch_1' },
        {
          ...card,
          ...{ cardId: 'b', expiry: '2030-12', isDefault: false, order: 2 },
          blocked: { group: 'refused', forGood: true },
        },
      ],
    });
    const { body } = await customer.get('/v1/payment-methods');
    expect(body).toMatchObject({
      cards: [
        { warning: { daysBefore: 30, daysLeft: 21 }, validityChangeId: 'vch_1' },
        { skipped: 'blocked', blocked: { group: 'refused', canEdit: false } },
      ],
    });
  });

  it('R32 the history by kind and outcome, and as a table that no spreadsheet runs', async () => {
    bench.views.attempts.set(customer.accountId, [
      DECLINED,
      { ...DECLINED, attemptId: '=cmd()', kind: 'validity-change' },
    ]);
    await customer.get('/v1/historical-cards?kind=validity-change&outcome=failed');
    expect(bench.views.asked).toStrictEqual([
      { accountId: customer.accountId, kind: 'validity-change', outcome: 'failed' },
    ]);
    const { status } = await customer.get('/v1/historical-cards?kind=anything');
    expect(status).toBe(400);
    const { text, headers } = await customer.get('/v1/historical-cards/export');
    expect(headers['content-type']).toContain('text/csv');
    const [head, first, second] = text.split('\r\n');
    expect(head).toMatch(/^startedAt,endedAt,kind,state,brand,last4/);
    expect(first).toContain('card-addition,failed,visa,4242,2030-12,,hold-declined');
    expect(second).toContain("'=cmd()");
    expect(text).not.toMatch(/,51,|,02,/);
  });

  it.each(['/v1/historical-cards', '/v1/holds', '/v1/me/timeline'])(
    '%s asks for its own account only, and for the page wanted',
    async (path) => {
      await customer.get(`${path}?limit=7&cursor=abc`);
      expect(bench.views.asked).toStrictEqual([{ accountId: customer.accountId, limit: 7, cursor: 'abc' }]);
    },
  );

  it.each(['/v1/historical-cards', '/v1/holds', '/v1/me/timeline', '/v1/payment-methods'])(
    '%s waits to be as fresh as asked, or says that it is not',
    async (path) => {
      bench.views.position = 10n;
      expect((await customer.get(`${path}?atLeast=10`)).status).toBe(200);
      const late = await customer.get(`${path}?atLeast=11`);
      expect([late.status, late.body]).toMatchObject([503, { code: 'position-not-reached', retryAfter: 1 }]);
    },
  );

  it('a cursor of another list is refused, tables that are not there yet are waited for, a fault of ours says nothing', async () => {
    const told = async (error: unknown) => {
      bench.views.fails = error;
      const { status, body, text } = await customer.get('/v1/historical-cards');
      expect(text).not.toContain('secret words');
      return [status, (body as { code: string }).code];
    };
    expect(await told(new CursorInvalid())).toStrictEqual([422, 'cursor-invalid']);
    expect(
      await told(Object.assign(new Error('relation "secret words" does not exist'), { code: '42P01' })),
    ).toStrictEqual([503, 'try-again-later']);
    expect(await told(Object.assign(new Error('secret words'), { code: 'ECONNREFUSED' }))).toStrictEqual([
      503,
      'try-again-later',
    ]);
    expect(await told(new Error('secret words'))).toStrictEqual([500, 'internal']);
    expect(bench.logged.join('')).not.toContain('secret words');
  });
});
