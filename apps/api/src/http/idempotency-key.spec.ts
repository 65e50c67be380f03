import type { Response } from 'supertest';
import { startBench, type Bench } from '../../testing/bench';
import { billIssued } from '../../testing/bills';
import { Customer } from '../../testing/customer';

type Method = 'post' | 'put';

describe('a request sent again under its key', () => {
  let bench: Bench;
  let customer: Customer;
  let operator: string;
  let billId: string;
  beforeAll(async () => {
    bench = await startBench();
    customer = await Customer.register(bench);
    operator = await bench.tokenOf({ audience: 'operators', subject: 'op_1', scopes: ['read', 'write'] });
    billId = `${customer.accountId}-2024-04`;
    bench.log.given(`bill-${billId}`, billIssued(customer.accountId, '2024-04'));
    const spent = { amount: { currency: 'USD', minor: 1_234 }, incurredAt: '2024-05-05T10:00:00.000Z' };
    const data = { accountId: customer.accountId, chargeId: 'c1', service: 'compute', description: 'Hours', ...spent };
    bench.log.given(`charges-${customer.accountId}-202405`, { type: 'ChargeRecorded', at: spent.incurredAt, data });
  });
  afterAll(() => bench.stop());

  const send = async (method: Method, path: string, body: object, key: string): Promise<Response> =>
    bench.http[method](path)
      .set('Authorization', `Bearer ${path.toLowerCase().startsWith('/v1/operations') ? operator : customer.token}`)
      .set('Idempotency-Key', key)
      .send(body);

  const FEEDBACK = { page: 'wallet', helpful: true };

  it.each<[string, Method, () => string, object]>([
    ['feedback', 'post', () => '/v1/feedback', FEEDBACK],
    ['a bill at risk', 'post', () => `/v1/operations/accounts/${customer.accountId}/risk-bills`, { reason: 'asked' }],
    ['another look at a bill', 'post', () => `/v1/operations/bills/${billId}/deductions`, { reason: 'asked' }],
    ['a ticket', 'post', () => '/v1/service-tickets', { attemptId: 'j1' }],
  ])('%s: the same answer, with Idempotency-Hit, and nothing is written twice', async (_what, method, path, body) => {
    bench.log.given('cardAddition-j1', {
      ...{ type: 'CardAdditionStarted', at: '2024-05-10T12:00:00.000Z' },
      data: { journeyId: 'j1', accountId: customer.accountId, region: 'US', registeredAt: '', steps: [], skipped: [] },
    });
    const key = bench.freshKey();
    const first = await send(method, path(), body, key);
    const before = bench.log.all().length;
    const again = await send(method, path(), body, key);
    expect([first.status, again.status]).toStrictEqual([first.status, first.status]);
    expect(first.status).toBeLessThan(300);
    expect([first.headers['idempotency-hit'], again.headers['idempotency-hit']]).toStrictEqual([undefined, 'true']);
    expect(again.body).toStrictEqual(first.body);
    expect(bench.log.all()).toHaveLength(before);
  });

  it('R41 a currency: with Idempotency-Hit as well', async () => {
    const other = await Customer.known(bench);
    const save = async () =>
      bench.http
        .put('/v1/me/preferences/currency')
        .set({ Authorization: `Bearer ${other.token}`, 'Idempotency-Key': 'key-of-the-euro' })
        .send({ currency: 'EUR' });
    expect((await save()).headers['idempotency-hit']).toBeUndefined();
    expect((await save()).headers['idempotency-hit']).toBe('true');
  });

  it.each(['/v1/feedback/', '/V1/Feedback', '/v1/feed%62ack'])(
    '%s is the same address: the request is not done a second time',
    async (written) => {
      const key = bench.freshKey();
      expect((await send('post', '/v1/feedback', FEEDBACK, key)).status).toBe(201);
      const before = bench.log.all().length;
      await send('post', written, FEEDBACK, key);
      expect(bench.log.all()).toHaveLength(before);
    },
  );
});
