import { billIssued } from '../../testing/bills';
import { NOON, startBench, type Bench } from '../../testing/bench';
import { Customer } from '../../testing/customer';
import type { MemoryDeductions } from '../../testing/memory-deductions';

const PERIOD = '2024-04';

describe('bills over HTTP', () => {
  let bench: Bench;
  let customer: Customer;
  let billId: string;
  let service: string;
  let operator: string;
  let reader: string;
  const asked = () => (bench.ports.deductions as MemoryDeductions).asked;
  const stream = () => `bill-${billId}`;
  const charge = (chargeId: string, over: object = {}) => ({
    ...{ accountId: customer.accountId, chargeId, service: 'compute', description: 'Hours <b>' },
    ...{ amount: { currency: 'USD', minor: 1_234 }, incurredAt: '2024-04-20T10:00:00Z', ...over },
  });
  const send = (charges: object[], more: object = {}) =>
    bench.http
      .post('/v1/charges')
      .set('Authorization', `Bearer ${service}`)
      .send({ charges, ...more });
  const operate = (path: string, body: object = {}, token = operator) =>
    bench.http
      .post(`/v1/operations/${path}`)
      .set('Authorization', `Bearer ${token}`)
      .set('Idempotency-Key', bench.freshKey())
      .send(body);

  /** What the operator log says, in order. */
  const acts = () =>
    bench.log.all().flatMap(({ fact }) => (fact.type === 'OperatorActed' ? [(fact.data as { act: string }).act] : []));
  /** The second person says yes. */
  const say = async (ask: string) =>
    operate(
      `asks/${ask}/approvals`,
      { reason: 'seen' },
      await bench.tokenOf({ audience: 'operators', subject: 'op_3', scopes: ['approve'] }),
    );

  beforeEach(async () => {
    bench = await startBench();
    customer = await Customer.register(bench);
    billId = `${customer.accountId}-${PERIOD}`;
    service = await bench.tokenOf({ audience: 'services', subject: 'metering' });
    operator = await bench.tokenOf({ audience: 'operators', subject: 'op_1', scopes: ['read', 'write'] });
    reader = await bench.tokenOf({ audience: 'operators', subject: 'op_2', scopes: ['read'] });
  });
  afterEach(() => bench.stop());

  it('takes charge records, each once by its id, each with its own answer', async () => {
    const batch = [
      charge('c1'),
      charge('c1'),
      charge('late', { incurredAt: '2024-01-31T10:00:00Z' }),
      charge('ahead', { incurredAt: '2024-05-11T10:00:00Z' }),
      charge('odd', { amount: { currency: 'ZZZ', minor: 5 } }),
      charge('half', { amount: { currency: 'USD', minor: 0.5 } }),
      charge('huge', { amount: { currency: 'USD', minor: 2_000_000_000 } }),
      charge('nobody', { accountId: 'acc_nobody' }),
      charge('back', { amount: { currency: 'USD', minor: -34 } }),
    ];
    const first = await send(batch);
    expect([first.status, first.body.accepted, first.body.refused]).toStrictEqual([200, 3, 6]);
    expect(first.body.answers.map(({ code, outcome }: Record<string, string>) => code ?? outcome)).toStrictEqual([
      ...['recorded', 'recorded', 'charge-too-old', 'charge-in-future', 'currency-not-offered'],
      ...['charge-invalid', 'charge-invalid', 'account-unknown', 'recorded'],
    ]);
    expect(first.headers['onfile-position']).toMatch(/^\d+$/);
    const again = await send(batch);
    expect(again.body.accepted).toBe(3);
    expect(bench.log.types(`charges-${customer.accountId}-202404`)).toHaveLength(2);
    const other = await send([charge('c1', { amount: { currency: 'USD', minor: 99 } })]);
    expect(other.body.answers).toStrictEqual([{ chargeId: 'c1', outcome: 'refused', code: 'charge-differs' }]);
  });

  it('takes all of a batch or none where that is asked for', async () => {
    const answer = await send([charge('c1'), charge('bad', { service: 'NOT A SERVICE' })], { allOrNone: true });
    expect(answer.body).toMatchObject({ accepted: 0, refused: 1 });
    expect(bench.log.types(`charges-${customer.accountId}-202404`)).toStrictEqual([]);
  });

  it('all or none holds for what only the log can refuse too: an account of nobody, an id that stands for another expense', async () => {
    const other = await Customer.register(bench);
    const of = ({ accountId }: Customer) => bench.log.types(`charges-${accountId}-202404`);
    await send([charge('c1', { accountId: other.accountId })]);
    const all = (...more: object[]) =>
      send([charge('a'), charge('b', { incurredAt: '2024-05-02T10:00:00Z' }), ...more], { allOrNone: true });
    const nobody = await all(charge('n', { accountId: 'acc_nobody' }));
    expect(nobody.body).toStrictEqual({
      ...{ accepted: 0, refused: 1 },
      answers: [{ chargeId: 'n', outcome: 'refused', code: 'account-unknown' }],
    });
    const differs = await all(charge('c1', { accountId: other.accountId, amount: { currency: 'USD', minor: 99 } }));
    expect(differs.body).toStrictEqual({
      ...{ accepted: 0, refused: 1 },
      answers: [{ chargeId: 'c1', outcome: 'refused', code: 'charge-differs' }],
    });
    expect([of(customer), of(other)]).toStrictEqual([[], ['ChargeRecorded']]);
    const taken = await all(charge('c2', { accountId: other.accountId }));
    expect(taken.body).toMatchObject({ accepted: 3, refused: 0 });
    expect((await all(charge('c2', { accountId: other.accountId }))).body).toMatchObject({ accepted: 3 });
    expect([of(customer), of(other)]).toStrictEqual([['ChargeRecorded'], ['ChargeRecorded', 'ChargeRecorded']]);
  });

  it('takes a thousand records at once, and no more', async () => {
    const many = Array.from({ length: 1_000 }, (_, n) => charge(`c${n}`));
    expect((await send(many)).body.accepted).toBe(1_000);
    expect((await send([...many, charge('one too many')])).status).toBe(400);
  });

  it('X3 forecasts the coming third', async () => {
    await send([charge('c1', { incurredAt: '2024-05-02T10:00:00Z' })]);
    expect((await customer.get('/v1/bill-forecast')).body).toMatchObject({
      period: '2024-05',
      dueAt: '2024-06-02T19:00:00.000Z',
      amount: { currency: 'USD', minor: 1_234 },
      cards: [],
    });
  });

  it('shows a bill, its trail and its document, to its own account alone', async () => {
    await send([charge('c1')]);
    bench.log.given(stream(), billIssued(customer.accountId, PERIOD));
    const path = `/v1/bills/${billId}`;
    expect((await customer.get(path)).body).toMatchObject({
      number: '2024-00000001',
      status: 'deducting',
      issuedAt: NOON,
    });
    expect((await customer.get(`${path}/trail`)).body).toMatchObject({ entries: [{ what: 'issued', round: 1 }] });
    const page = await customer.get(`${path}/document`);
    expect(page.text).toContain('Hours &lt;b&gt;');
    expect(page.headers['content-type']).toContain('text/html');
    const pdf = async () => (await customer.get(`${path}/document?format=pdf`)).body as Buffer;
    const [one, two] = [await pdf(), await pdf()];
    expect(one.subarray(0, 5).toString()).toBe('%PDF-');
    expect(one.equals(two)).toBe(true);
    const stranger = await Customer.register(bench);
    expect((await stranger.get(path)).body).toMatchObject({ status: 404, code: 'not-found' });
    expect((await customer.get(`/v1/bills/${customer.accountId}-2024-03`)).body).toMatchObject({
      code: 'bill-unknown',
    });
  });

  it('D14 pays now: a round of its own, and the process is woken', async () => {
    bench.log.given(stream(), billIssued(customer.accountId, PERIOD));
    const paid = await customer.post(`/v1/bills/${billId}/payments`);
    expect([paid.status, bench.log.types(stream())]).toStrictEqual([202, ['BillIssued', 'DeductionRoundStarted']]);
    expect(asked()).toStrictEqual([`wake ${billId}`]);
    const refused = await customer.post(`/v1/bills/${billId}/payments`, { cardId: 'card_of_another' });
    expect(refused.body).toMatchObject({ status: 409, code: 'card-not-usable' });
  });

  it('X13 while a charge has no answer nothing else may be done: 409 with retryAfter', async () => {
    const key = `${billId}/1`;
    const card = { cardId: 'a', token: 't', fingerprint: 'f', amount: { currency: 'USD', minor: 1_234 } };
    bench.log.given(stream(), billIssued(customer.accountId, PERIOD));
    bench.log.given(stream(), {
      type: 'CardChargeStarted',
      at: NOON,
      data: { key, n: 1, round: 1, ...card, initiatedBy: 'merchant' },
    });
    const byCard = await customer.post(`/v1/bills/${billId}/payments`);
    expect(byCard.body).toMatchObject({ status: 409, code: 'charge-in-flight', retryAfter: expect.any(Number) });
    const byHand = await operate(`bills/${billId}/hand-payments`, { reference: 'wire 1', reason: 'paid' });
    expect(byHand.body).toMatchObject({ status: 409, code: 'charge-in-flight' });
    const link = await customer.post(`/v1/bills/${billId}/confirmations`, { key });
    expect(link.body).toMatchObject({ status: 409, code: 'charge-in-flight' });
  });

  it('operators pay by hand, once, with a reason; whoever only reads may not', async () => {
    bench.log.given(stream(), billIssued(customer.accountId, PERIOD));
    const PAID = { reference: 'wire 1', why: 'paid by wire' };
    const body = { reference: 'wire 1', reason: 'paid by wire' };
    expect((await operate(`bills/${billId}/hand-payments`, body, reader)).status).toBe(403);
    const asked = await operate(`bills/${billId}/hand-payments`, body);
    expect([asked.status, asked.body]).toMatchObject([202, { act: 'pay-by-hand', ask: '202405-1' }]);
    expect((await say('202405-1')).body).toMatchObject({ did: expect.stringContaining('is paid.') });
    expect(bench.log.all().at(-1)?.fact).toMatchObject({ type: 'BillPaidByHand', data: { by: 'op_1', ...PAID } });
    expect((await operate(`bills/${billId}/hand-payments`, body)).body).toMatchObject({ code: 'bill-paid' });
    expect((await operate(`bills/${billId}/unblockings`, { reason: 'x' })).body).toMatchObject({
      code: 'bill-not-blocked',
    });
  });

  it('R30b takes a false alarm back by a credit of the running month, once', async () => {
    bench.log.given(stream(), billIssued(customer.accountId, PERIOD));
    await operate(`bills/${billId}/credits`, { reason: 'false alarm', minor: 200 });
    await operate(`bills/${billId}/credits`, { reason: 'false alarm', minor: 200 });
    expect([(await say('202405-1')).status, (await say('202405-2')).status]).toStrictEqual([200, 200]);
    expect(bench.log.types(`charges-${customer.accountId}-202405`)).toStrictEqual(['ChargeRecorded']);
    expect(bench.log.types(stream()).at(-1)).toBe('BillCredited');
  });

  it('R30b bills an account at risk for a written reason', async () => {
    const path = `accounts/${customer.accountId}/risk-bills`;
    expect((await operate(path, { reason: 'looks like fraud' })).body).toMatchObject({ code: 'nothing-to-bill' });
    await send([charge('c1', { incurredAt: '2024-05-02T10:00:00Z' })]);
    expect((await operate(path, {})).status).toBe(400);
    const made = await operate(path, { reason: 'looks like fraud' });
    expect([made.status, made.body]).toStrictEqual([202, { billId: `${customer.accountId}-2024-05-1` }]);
    expect(asked()).toStrictEqual([`wake ${customer.accountId}-2024-05-1 operator`]);
    expect(acts()).toStrictEqual(['bill-at-risk']);
  });

  it('X8 D9 starts a run once its third has come; pauses and resumes it with a reason', async () => {
    const early = await operate('deduction-runs', { period: '2024-05', reason: 'early' });
    expect(early.body).toMatchObject({ code: 'period-not-over', retryAt: '2024-06-02T19:00:00.000Z' });
    expect((await operate('deduction-runs', { period: '2024-13', reason: 'odd' })).status).toBe(400);
    expect((await operate('deduction-runs', { period: PERIOD, reason: 'missed' })).status).toBe(202);
    expect((await operate(`deduction-runs/${PERIOD}/pauses`, { reason: 'the bank is down' })).body).toStrictEqual({
      period: PERIOD,
      paused: true,
    });
    expect((await operate(`deduction-runs/${PERIOD}/resumptions`, { reason: 'back' })).body).toMatchObject({
      paused: false,
    });
    expect((await operate(`deduction-runs/${PERIOD}/failed-bills`, { reason: 'mended' })).body).toMatchObject({
      bills: 0,
    });
    expect(acts()).toStrictEqual(['start-run', 'pause-run', 'resume-run', 'run-failed-again']);
    expect(asked()).toStrictEqual([`run ${PERIOD} by op_1`, `pause ${PERIOD}`, `resume ${PERIOD}`]);
    expect((await operate('deduction-dry-runs', { period: PERIOD })).body).toMatchObject({
      bills: 1,
      totals: { USD: 100 },
    });
  });

  it('X8 looks again at all that failed, or at one of them; one that did not fail is turned down', async () => {
    const counts = { accounts: 3, issued: 1, paid: 1, waiting: 0, blocked: 0, nothing: 0, failed: 2 };
    const failed = ['acc_1', 'acc_2'].map((accountId) => ({ accountId, cause: 'NoRate' }));
    const run = { period: PERIOD, partitions: 1, pageSize: 250, zone: 'UTC', dueAt: NOON, by: 'schedule' };
    const page = { partition: 0, through: 'acc_9', isLast: true, counts, failed };
    bench.log.given(`deductionRun-${PERIOD}`, { type: 'DeductionRunStarted', at: NOON, data: run });
    bench.log.given(`deductionRun-${PERIOD}`, { type: 'DeductionPageIssued', at: NOON, data: page });
    const again = (body: object) => operate(`deduction-runs/${PERIOD}/failed-bills`, { reason: 'mended', ...body });
    expect((await again({ accountId: 'acc_2' })).body).toMatchObject({ bills: 1 });
    expect(await again({ accountId: 'acc_3' })).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(asked()).toStrictEqual([`wake acc_2-${PERIOD}`]);
    expect((await again({})).body).toMatchObject({ bills: 2 });
    expect(acts()).toStrictEqual(['run-failed-again', 'run-failed-again']);
    // One has its bill since: it is no failure any more, neither among all nor alone.
    bench.log.given(`bill-acc_2-${PERIOD}`, billIssued('acc_2', PERIOD));
    expect((await again({})).body).toMatchObject({ bills: 1 });
    expect(asked().slice(3)).toStrictEqual([`wake acc_1-${PERIOD}`]);
    expect(await again({ accountId: 'acc_2' })).toMatchObject({ status: 404 });
  });
});
