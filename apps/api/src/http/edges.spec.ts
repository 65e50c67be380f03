import type { Response } from 'supertest';
import { startBench, type Bench } from '../../testing/bench';
import { Customer, INDIVIDUAL } from '../../testing/customer';

/** Names under which people may be known to an identity provider. */
const FOREIGN_NAMES = ['auth0|507f1f77', 'ada@mail.example', '../wallet-1', 'ä'];

describe('what is at the edge of what is taken: a stable code, never a failure of ours', () => {
  let bench: Bench;
  let operator: string;
  beforeAll(async () => {
    bench = await startBench();
    operator = await bench.tokenOf({ audience: 'operators', subject: FOREIGN_NAMES[0]!, scopes: ['read', 'write'] });
  });
  afterAll(() => bench.stop());

  const codeOf = ({ status, body }: Response): [number, string | undefined] => [
    status,
    (body as { code?: string }).code,
  ];
  const operate = async (method: 'get' | 'post', path: string, body: object = {}): Promise<Response> => {
    const request = bench.http[method](`/v1/operations/${path}`).set('Authorization', `Bearer ${operator}`);
    return method === 'get' ? request : request.set('Idempotency-Key', bench.freshKey()).send(body);
  };

  it.each(FOREIGN_NAMES)('%s can be no account, and is no customer', async (subject) => {
    const token = await bench.tokenOf({ audience: 'customers', subject });
    const headers = { Authorization: `Bearer ${token}`, 'Idempotency-Key': bench.freshKey() };
    for (const path of ['me', 'me/preferences', 'me/subscription-gate', 'payment-methods/as-of', 'bill-forecast'])
      expect(codeOf(await bench.http.get(`/v1/${path}`).set(headers))).toStrictEqual([403, 'not-allowed']);
    const added = await bench.http.post('/v1/card-additions').set(headers).send({});
    expect(codeOf(added)).toStrictEqual([403, 'not-allowed']);
  });

  it('a connection is kept for longer than proxies keep theirs, so that none sends into one being closed', async () => {
    const { headers } = await fetch(`${bench.url}/health/live`);
    expect(headers.get('keep-alive')).toBe('timeout=65');
  });

  it('an operator may have any name', async () => {
    const { status } = await operate('post', 'deduction-runs/2024-04/pauses', { reason: 'asked' });
    expect(status).toBe(200);
    const { body } = await operate('get', `operator-log?by=${encodeURIComponent(FOREIGN_NAMES[0]!)}`);
    expect(body).toMatchObject({ entries: [{ by: FOREIGN_NAMES[0], act: 'pause-run' }] });
  });

  it('X11 of a person who was forgotten nothing more is taken', async () => {
    const forget = (accountId: string): Promise<void> =>
      (bench.ports.personalData as unknown as { forget(id: string): Promise<void> }).forget(accountId);
    const gone = await Customer.known(bench);
    const journeyId = await gone.addCard();
    const other = await Customer.register(bench, { ageMs: 0 });
    const begun = await other.addCard();
    await forget(gone.accountId);
    await forget(other.accountId);
    const before = bench.log.all().length;
    const answers = [
      await gone.post('/v1/feedback', { page: 'wallet', helpful: false, comment: 'Ada was here' }),
      await gone.post('/v1/service-tickets', { attemptId: journeyId, message: 'Ada was here' }),
      await gone.post(`/v1/card-additions/${journeyId}/card`, { cardToken: bench.card({ on: 'approve' }) }),
      await other.post(`/v1/card-additions/${begun}/mobile-code`, { mobileNumber: other.mobile }),
      await gone.post(`/v1/card-additions/${journeyId}/information`, INDIVIDUAL),
    ];
    expect(answers.map(codeOf)).toStrictEqual(answers.map(() => [404, 'account-unknown']));
    expect(bench.log.all()).toHaveLength(before);
    expect((await gone.get('/v1/me')).body).not.toHaveProperty('email');
  });

  it.each(['0000-01', '9999-12', '2024-13'])('%s is no month that a bill can be for', async (period) => {
    const invalid = [400, 'request-invalid'];
    for (const path of ['deduction-runs', 'deduction-dry-runs', `deduction-runs/${period}/pauses`])
      expect(codeOf(await operate('post', path, { period, reason: 'asked' }))).toStrictEqual(invalid);
    for (const totals of ['hold-totals', 'charge-totals'])
      expect(codeOf(await operate('get', `${totals}?day=${period}-31`))).toStrictEqual(invalid);
  });

  it('an account that nobody registered has no coming third, and nothing to bill at once', async () => {
    const unknown = [404, 'account-unknown'];
    expect(codeOf(await operate('get', 'accounts/acc_nobody/bill-forecast'))).toStrictEqual(unknown);
    expect(codeOf(await operate('post', 'accounts/acc_nobody/risk-bills', { reason: 'asked' }))).toStrictEqual(unknown);
  });

  it('HEAD of events tells what they would be, and ends', async () => {
    const customer = await Customer.known(bench);
    const path = `/v1/card-additions/${await customer.addCard()}/events`;
    const { status, headers } = await bench.http.head(path).set('Authorization', `Bearer ${customer.token}`);
    expect([status, headers['content-type']]).toStrictEqual([200, expect.stringContaining('text/event-stream')]);
  });

  it.each(['57014', '40001', '40P01', '57P01'])(
    'PostgreSQL says %s, not now: so does the answer, and when to come again',
    async (code) => {
      const customer = await Customer.register(bench);
      bench.views.fails = Object.assign(new Error('told by the database'), { code });
      const answer = await customer.get('/v1/payment-methods');
      bench.views.fails = undefined;
      expect(codeOf(answer)).toStrictEqual([503, 'try-again-later']);
      expect(answer.headers['retry-after']).toBe('2');
    },
  );
});
