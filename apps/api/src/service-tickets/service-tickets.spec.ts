import { startBench, type Bench } from '../../testing/bench';
import { Customer } from '../../testing/customer';

describe('R31 service tickets', () => {
  let bench: Bench;
  let customer: Customer;
  beforeEach(async () => {
    bench = await startBench();
    customer = await Customer.known(bench);
  });
  afterEach(() => bench.stop());

  it('one click, once; what the person says is sealed', async () => {
    const attemptId = await customer.addCard();
    const open = () => customer.post('/v1/service-tickets', { attemptId, message: 'my name is Ada' }, 'ticket-key');
    const first = await open();
    const again = await open();
    expect([first.status, again.body, again.headers['idempotency-hit']]).toStrictEqual([201, first.body, 'true']);
    const kept = bench.log.all().filter(({ fact }) => fact.type === 'ServiceTicketOpened');
    expect(kept.map(({ fact }) => fact.data)).toMatchObject([{ about: { stream: 'cardAddition', id: attemptId } }]);
    expect(JSON.stringify(kept)).not.toContain('Ada');
  });

  it('about an attempt of one’s own only', async () => {
    const other = await Customer.known(bench);
    const attemptId = await other.addCard();
    for (const id of [attemptId, 'nobody', 'vch_nobody']) {
      const { status, body } = await customer.post('/v1/service-tickets', { attemptId: id });
      expect([status, (body as { code: string }).code]).toStrictEqual([404, 'not-found']);
    }
  });
});
