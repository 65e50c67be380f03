import { onFile } from '@onfile/domain/fixtures';
import { startBench, type Bench } from '../../testing/bench';
import { Customer } from '../../testing/customer';

describe('what happened to an account, as operators are told it', () => {
  let bench: Bench;
  let customer: Customer;
  let token: string;
  beforeEach(async () => {
    bench = await startBench();
    customer = await Customer.register(bench);
    token = await bench.tokenOf({ audience: 'operators', subject: 'op_1', scopes: ['read'] });
    for (const name of ['a', 'b']) {
      const card = onFile(name);
      const { accountId } = customer;
      bench.log.given(`wallet-${accountId}`, { ...card, data: { ...card.data, accountId } });
    }
    await bench.http
      .put('/v1/payment-methods/default')
      .set({ Authorization: `Bearer ${customer.token}`, 'Idempotency-Key': bench.freshKey() })
      .send({ cardId: 'b' })
      .expect(200);
  });
  afterEach(() => bench.stop());

  const timeline = (accountId: string, query = '') =>
    bench.http.get(`/v1/operations/accounts/${accountId}/timeline${query}`).set('Authorization', `Bearer ${token}`);

  it('is every fact of the account and its cards, the newest first, with who did it; no token, nothing personal', async () => {
    const { body } = await timeline(customer.accountId).expect(200);
    expect(body.entries.map(({ type, by }: { type: string; by: string }) => [type, by])).toStrictEqual([
      ['DefaultCardSet', 'customer'],
      ['CardAdded', 'onfile'],
      ['CardAdded', 'onfile'],
      ['AccountRegistered', 'onfile'],
    ]);
    expect(body.facts).toBe(4);
    expect(JSON.stringify(body)).not.toMatch(/tok_|digest|sealed|@/);
  });

  it('of as many facts as are asked for; of nobody there is none', async () => {
    const { body } = await timeline(customer.accountId, '?limit=1').expect(200);
    expect([body.entries.length, body.facts]).toStrictEqual([1, 4]);
    expect((await timeline('acc_nobody').expect(404)).body.code).toBe('not-found');
  });
});
