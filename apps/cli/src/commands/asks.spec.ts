import { problem, run } from '../../testing/door';
import { EXIT } from '../exit-codes';

const ENTRY = { month: '202405', no: 8, hash: 'h' };
const ASK = {
  ...{ name: '202405-7', act: 'terminate', on: 'cardAddition/j1', by: 'op_1', why: 'beyond help', details: {} },
  ...{ at: '2024-05-10T12:00:00.000Z', lapsesAt: '2024-05-17T12:00:00.000Z' },
};
const ANSWERED = { ask: ASK.name, act: ASK.act, on: ASK.on, did: 'Terminated.', entry: ENTRY };

describe('asks, on the command line', () => {
  it('lists what waits for a second person, with the time until when', async () => {
    const { code, out } = await run(['asks'], { 'GET /v1/operations/asks': [200, { entries: [ASK] }] });
    expect(code).toBe(EXIT.fine);
    for (const word of ['202405-7', 'terminate', 'cardAddition/j1', 'beyond help', '2024-05-17']) {
      expect(out).toContain(word);
    }
  });

  it('says yes, again and again under the same key', async () => {
    const answers = { 'POST /v1/operations/asks/202405-7/approvals': [200, ANSWERED] as [number, unknown] };
    const words = ['approve', '202405-7', '--why', 'seen'];
    const first = await run(words, answers);
    expect(first.out).toBe('202405-7 (terminate cardAddition/j1): Terminated. (operator log 202405/8)');
    expect((await run(words, answers)).asked[0]?.key).toBe(first.asked[0]?.key);
    expect(first.asked[0]?.body).toStrictEqual({ reason: 'seen' });
  });

  it('whoever asked is told that it takes another', async () => {
    const { code, err } = await run(['approve', '202405-7', '--why', 'seen'], {
      'POST /v1/operations/asks/202405-7/approvals': [409, problem('second-person-needed', 409)],
    });
    expect(code).toBe(EXIT.refused);
    expect(err).toContain('second-person-needed');
  });

  it.each<[string[], string, object]>([
    [['again'], 'deductions', { reason: 'x' }],
    [['unblock'], 'unblockings', { reason: 'x' }],
    [['pay-by-hand', '--reference', 'wire 1'], 'hand-payments', { reason: 'x', reference: 'wire 1' }],
    [['give-up-charge', '--key', 'b1/1'], 'given-up-charges', { reason: 'x', key: 'b1/1' }],
    [['credit', '--minor', '200'], 'credits', { reason: 'x', minor: 200 }],
  ])('bills %s: asked of the api in its own words', async ([name = '', ...options], path, body) => {
    const answer = { ...ANSWERED, status: 'blocked' };
    const { code, asked } = await run(['bills', name, 'b1', '--why', 'x', ...options], {
      [`POST /v1/operations/bills/b1/${path}`]: [202, answer],
    });
    expect([code, asked.map((it) => it.body)]).toStrictEqual([EXIT.fine, [body]]);
  });

  it('bills an account at risk; a run that is begun by hand has a reason', async () => {
    const { out } = await run(['bills', 'at-risk', 'acc', '--why', 'x'], {
      'POST /v1/operations/accounts/acc/risk-bills': [202, { billId: 'acc-2024-05-1' }],
    });
    expect(out).toContain('acc-2024-05-1 is being made');
    expect(await run(['runs', 'start', '2024-05'])).toMatchObject({ code: EXIT.usage, asked: [] });
  });
});
