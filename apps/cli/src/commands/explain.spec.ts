import { run } from '../../testing/door';
import { EXIT } from '../exit-codes';

const fact = (type: string, by: string, n: number) => ({
  ...{ revision: n, position: String(10 + n), at: '2024-05-10T12:00:00.000Z', by, type, sentence: '', details: {} },
});
const HEAD = /at +fact +by +rev +position/;

describe('onfile explain', () => {
  it('a journey: each fact with whose doing it is, when, and where in the log', async () => {
    const journey = { journeyId: 'j1', accountId: 'acc_1', state: 'failed', step: null, result: 'cancelled-by-us' };
    const facts = [fact('CardAdditionStarted', 'customer', 0), fact('CardAdditionFailed', 'grace', 1)];
    const { code, out } = await run(['explain', 'j1'], {
      'GET /v1/operations/journeys/j1': [200, { ...journey, ledger: [], facts }],
    });
    expect(code).toBe(EXIT.fine);
    expect(out).toMatch(HEAD);
    expect(out).toMatch(/2024-05-10 12:00:00Z +CardAdditionStarted +customer +0 +10/);
    expect(out).toMatch(/CardAdditionFailed +grace +1 +11/);
  });

  it('an account: its newest facts, and how many there are before them', async () => {
    const told = { accountId: 'acc_1', entries: [fact('DefaultCardSet', 'customer', 4)], facts: 5 };
    const address = 'GET /v1/operations/accounts/acc_1/timeline?limit=1';
    const { code, out } = await run(['explain', 'acc_1', '--limit', '1'], { [address]: [200, told] });
    expect(code).toBe(EXIT.fine);
    expect(out).toMatch(HEAD);
    expect(out).toMatch(/DefaultCardSet +customer +4 +14\n… and 4 before them\.$/);
  });

  it.each(['j_none', 'acc_none'])('%s, which nobody knows, is refused', async (id) => {
    const { code, err } = await run(['explain', id]);
    expect(code).toBe(EXIT.refused);
    expect(err).toContain('not-found');
  });
});
