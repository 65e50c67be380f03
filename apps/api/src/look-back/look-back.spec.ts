import { brokenEvidence, type EvidencePack } from '@onfile/domain/evidence';
import { shadow, type Recording } from '@onfile/domain/what-if';
import { onFile, validityChangeStarted } from '@onfile/domain/fixtures';
import { createHash } from 'node:crypto';
import { billIssued } from '../../testing/bills';
import { NOON, startBench, type Bench } from '../../testing/bench';
import { Customer } from '../../testing/customer';

const PERIOD = '2024-04';
const hashOf = (content: string): string => createHash('sha256').update(content).digest('base64url');

describe('looking back over HTTP', () => {
  let bench: Bench;
  let customer: Customer;
  let billId: string;
  let token: string;
  beforeEach(async () => {
    bench = await startBench();
    customer = await Customer.register(bench);
    billId = `${customer.accountId}-${PERIOD}`;
    token = await bench.tokenOf({ audience: 'operators', subject: 'op_1', scopes: ['read'] });
  });
  afterEach(() => bench.stop());

  const get = (address: string) => bench.http.get(`/v1/operations/${address}`).set('Authorization', `Bearer ${token}`);
  const backtest = (body: object) =>
    bench.http.post('/v1/operations/backtests').set('Authorization', `Bearer ${token}`).send(body);

  /** A bill that nobody could pay: the customer has no card. */
  function issueBill(): void {
    const data = { accountId: customer.accountId, chargeId: 'c1', service: 'compute', description: 'Hours of Ada' };
    const incurred = { amount: { currency: 'USD', minor: 1_234 }, incurredAt: '2024-04-20T10:00:00.000Z' };
    const charge = { type: 'ChargeRecorded', at: NOON, data: { ...data, ...incurred } };
    bench.log.given(`charges-${customer.accountId}-202404`, charge);
    bench.log.given(`bill-${billId}`, billIssued(customer.accountId, PERIOD), { commandId: `${billId}/issue` });
    const failed = { type: 'DeductionRoundFailed', at: NOON, data: { round: 1, nextAt: '2024-05-11T12:00:00.000Z' } };
    bench.log.given(`bill-${billId}`, failed, { commandId: `${billId}/issue` });
    const overdue = { amount: { currency: 'USD', minor: 1_234 } };
    bench.log.given(
      `bill-${billId}`,
      { type: 'PaymentOverdue', at: NOON, data: overdue },
      { commandId: `${billId}/issue` },
    );
  }

  it('X5 hands out a recording of a bill, to be run anew elsewhere: no token, nothing sealed', async () => {
    issueBill();
    const recording = (await get(`bills/${billId}/recording`).expect(200)).body as Recording;
    expect(recording).toMatchObject({ kind: 'bill', id: billId, until: NOON });
    expect(new Set(recording.facts.map(({ category }) => category))).toStrictEqual(
      new Set(['account', 'charges', 'bill']),
    );
    expect(JSON.stringify(recording)).not.toMatch(/tok_|sealed|Hours of Ada|@/);
    expect(shadow(recording).differences).toBe(0);
    expect((await get('bills/nothing/recording').expect(404)).body.code).toBe('bill-unknown');
  });

  it('X5 hands out a recording of a journey', async () => {
    const journeyId = await customer.addCard();
    const recording = (await get(`journeys/${journeyId}/recording`).expect(200)).body as Recording;
    expect(recording.facts.map(({ fact }) => fact.type)).toContain('CardAdditionStarted');
    expect(JSON.stringify(recording)).not.toMatch(/sealed|@/);
    expect(shadow(recording).differences).toBe(0);
    expect((await get('journeys/nobody/recording').expect(404)).body.code).toBe('not-found');
    expect((await get('journeys/vch_nobody/recording').expect(404)).body.code).toBe('not-found');
  });

  it('X5 hands out a recording of a change of validity', async () => {
    const { accountId } = customer;
    const card = onFile('a');
    bench.log.given(`wallet-${accountId}`, { ...card, data: { ...card.data, accountId } });
    const change = validityChangeStarted();
    const data = { ...change.data, changeId: 'vch_1', accountId };
    bench.log.given('cardValidityChange-vch_1', { ...change, data } as never, { commandId: 'vch_1/start' });
    const recording = (await get('journeys/vch_1/recording').expect(200)).body as Recording;
    expect(new Set(recording.facts.map(({ category }) => category))).toStrictEqual(
      new Set(['cardValidityChange', 'account', 'wallet']),
    );
    expect(JSON.stringify(recording)).not.toMatch(/tok_|digest_a|sealed|@/);
    expect(shadow(recording).differences).toBe(0);
  });

  it('X7 runs a plan over the bills of a month; a plan that is none is turned down', async () => {
    issueBill();
    Object.assign(bench.views, { bills: async () => ({ items: [{ billId }], next: 'more' }) });
    const { body } = await backtest({ period: PERIOD, order: 'newest-first' }).expect(200);
    expect(body).toMatchObject({ recorded: { bills: 1, paid: 0, due: { USD: 1_234 } }, faithful: 1, next: 'more' });
    const wrong = await backtest({ period: PERIOD, policy: { dunning: { weeks: 1 } } }).expect(400);
    expect(wrong.body).toMatchObject({ code: 'request-invalid', errors: [{ field: 'policy' }] });
    await backtest({ period: 'May' }).expect(400);
    await backtest({ period: PERIOD, order: 'cheapest-first' }).expect(400);
  });

  it('X10 makes a pack of a bill: its facts in the order of the log, in a chain that holds', async () => {
    issueBill();
    const pack = (await get(`bills/${billId}/evidence`).expect(200)).body as EvidencePack;
    expect(brokenEvidence(pack, hashOf)).toBeUndefined();
    expect(pack.entries.map(({ type }) => type)).toStrictEqual([
      ...['ChargeRecorded', 'BillIssued', 'DeductionRoundFailed', 'PaymentOverdue'],
    ]);
    expect(pack.about).toStrictEqual({ kind: 'bill', id: billId, accountId: customer.accountId });
    expect((await get('bills/nothing/evidence').expect(404)).body.code).toBe('bill-unknown');
  });

  it('X10 a pack of the bill of a month leaves out what an interim bill had taken before', async () => {
    const { accountId } = customer;
    const spent = { amount: { currency: 'USD', minor: 1_234 }, incurredAt: '2024-04-20T10:00:00.000Z' };
    const expense = (chargeId: string) => ({
      ...{ type: 'ChargeRecorded', at: NOON },
      data: { accountId, chargeId, service: 'compute', description: 'Hours', ...spent },
    });
    const month = `charges-${accountId}-202404`;
    const taking = (id: string, through: number) => ({
      ...{ type: 'ChargesBilled', at: NOON },
      data: { accountId, billId: id, through, records: 1 },
    });
    for (const fact of [expense('c1'), taking(`${billId}-1`, 0), expense('c2'), taking(billId, 2)])
      bench.log.given(month, fact);
    const charges = [{ month: PERIOD, through: 2, records: 1 }];
    bench.log.given(`bill-${billId}`, billIssued(accountId, PERIOD, { charges }), { commandId: `${billId}/issue` });
    const { entries } = (await get(`bills/${billId}/evidence`).expect(200)).body as EvidencePack;
    expect(entries.map(({ type, data }) => [type, (data as { chargeId?: string }).chargeId])).toStrictEqual([
      ['ChargeRecorded', 'c2'],
      ['ChargesBilled', undefined],
      ['BillIssued', undefined],
    ]);
  });

  it('X10 makes a pack of a card: how it came on file, and each bill that it was tried for', async () => {
    const { accountId } = customer;
    const card = { token: 'tok_1', brand: 'visa', last4: '4242', expiry: '2030-12', fingerprint: 'digest-1' };
    const steps = { journeyId: 'j1', accountId, region: 'US', registeredAt: NOON, steps: [], skipped: [] };
    bench.log.given('cardAddition-j1', { type: 'CardAdditionStarted', at: NOON, data: steps });
    bench.log.given('cardAddition-j1', { type: 'CardSubmitted', at: NOON, data: { card } });
    bench.log.given('cardAddition-j1', { type: 'CardAdditionSucceeded', at: NOON, data: { cardId: 'card_j1' } });
    bench.log.given(`wallet-${accountId}`, {
      ...{ type: 'CardAdded', at: NOON },
      data: { accountId, cardId: 'card_j1', journeyId: 'j1', card },
    });
    issueBill();
    const tried = { key: `${billId}/1`, n: 1, round: 1, cardId: 'card_j1', token: 'tok_1', fingerprint: 'digest-1' };
    const started = { ...tried, amount: { currency: 'USD', minor: 1_234 }, initiatedBy: 'merchant' };
    bench.log.given(`bill-${billId}`, { type: 'CardChargeStarted', at: NOON, data: started });
    bench.log.given(`bill-${billId}`, { type: 'CardCharged', at: NOON, data: { key: `${billId}/1`, chargeId: 'ch' } });
    Object.assign(bench.views, { bills: async () => ({ items: [{ billId }] }) });
    const pack = (await get('cards/card_j1/evidence').expect(200)).body as EvidencePack;
    expect(brokenEvidence(pack, hashOf)).toBeUndefined();
    expect(pack.entries.map(({ type }) => type)).toStrictEqual([
      ...['CardAdditionStarted', 'CardSubmitted', 'CardAdditionSucceeded', 'CardAdded'],
      ...['BillIssued', 'CardChargeStarted', 'CardCharged'],
    ]);
    expect(JSON.stringify(pack)).not.toMatch(/tok_1|digest-1/);
    for (const none of ['card_nobody', 'card_'])
      expect((await get(`cards/${none}/evidence`).expect(404)).body.code).toBe('not-found');
  });

  it('nothing of it writes: the log is as it was', async () => {
    issueBill();
    const before = bench.log.all().length;
    await get(`bills/${billId}/recording`);
    await get(`bills/${billId}/evidence`);
    await backtest({ period: PERIOD, order: 'reversed' });
    expect(bench.log.all()).toHaveLength(before);
  });
});
