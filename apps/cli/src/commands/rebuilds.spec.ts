import { problem, run } from '../../testing/door';
import { EXIT } from '../exit-codes';

const ORDER = {
  ...{ id: 'r1', model: 'holds', compareOnly: false, by: 'op_1', askedAt: '2024-05-10T12:00:00.000Z' },
  ...{ state: 'waiting', events: 0, position: '0', goal: '0' },
};
const OUTCOME = { equal: false, rows: { live: 9, rebuilt: 9 }, onlyLive: 2, onlyRebuilt: 2, swapped: true };
const DONE = { ...ORDER, state: 'done', events: 90, position: '99', goal: '99', outcome: OUTCOME };
const THERE = '/v1/operations/read-models';

describe('the view doctor, on the command line', () => {
  const answers = (end: object): Record<string, [number, unknown]> => ({
    [`POST ${THERE}/holds/rebuilds`]: [202, ORDER],
    [`GET ${THERE}/rebuilds/r1`]: [200, end],
  });

  it('rebuilds: waits for the end, and says what was found and done', async () => {
    const { code, out, asked } = await run(['read-models', 'rebuild', 'holds', '--why', 'odd'], answers(DONE));
    expect(code).toBe(EXIT.fine);
    expect(out).toBe('holds: 90 events, 9 rows, DIFFERENT: 2 rows only live, 2 only rebuilt, swapped in.');
    expect(asked[0]?.body).toStrictEqual({ reason: 'odd', compareOnly: false });
  });

  it('compares: exits with 1 where the live one differs, and so does a rebuild that failed', async () => {
    const compared = { ...DONE, outcome: { ...OUTCOME, swapped: false } };
    const words = ['read-models', 'compare', 'holds', '--why', 'odd'];
    expect((await run(words, answers(compared))).code).toBe(EXIT.notWell);
    const failed = { ...ORDER, state: 'failed', failure: 'LogUnavailable' };
    expect(await run(words, answers(failed))).toMatchObject({
      code: EXIT.notWell,
      out: 'holds: failed (LogUnavailable); the live rows are as they were.',
    });
    const equal = { ...DONE, outcome: { ...OUTCOME, equal: true, onlyLive: 0, onlyRebuilt: 0, swapped: false } };
    expect((await run(words, answers(equal))).code).toBe(EXIT.fine);
  });

  it('does not wait where it is told not to; lists what is under way', async () => {
    const { out, asked } = await run(['read-models', 'rebuild', 'holds', '--why', 'odd', '--no-wait'], answers(DONE));
    expect([out, asked.length]).toStrictEqual(['holds: waiting, 0 events, at 0 of 0', 1]);
    const listed = await run(['read-models', 'rebuilds'], { [`GET ${THERE}/rebuilds`]: [200, { entries: [DONE] }] });
    expect(listed.out).toContain('swapped in.');
  });

  it('verifies a sample: names the rows that differ, with the command that helps', async () => {
    const verdict = {
      model: 'holds',
      sampled: 200,
      equal: true,
      differing: [],
      digests: { live: 'd1', rebuilt: 'd1' },
    };
    const address = `GET ${THERE}/holds/verification?sample=200`;
    expect((await run(['read-models', 'verify', 'holds'], { [address]: [200, verdict] })).out).toContain('hash d1');
    const odd = { ...verdict, equal: false, differing: ['j1/hold'], digests: { live: 'd1', rebuilt: 'd2' } };
    const { code, out } = await run(['read-models', 'verify', 'holds'], { [address]: [200, odd] });
    expect(code).toBe(EXIT.notWell);
    expect(out).toContain('j1/hold');
    expect(out).toContain('onfile read-models rebuild holds');
  });

  it.each<[string, string[], number]>([
    ['a read model that there is not', ['rebuild', 'moons', '--why', 'x'], EXIT.refused],
    ['no reason', ['rebuild', 'holds'], EXIT.usage],
    ['a sample of nothing', ['verify', 'holds', '--sample', '0'], EXIT.usage],
  ])('%s', async (_what, words, code) => {
    const unknown = { [`POST ${THERE}/moons/rebuilds`]: [404, problem('not-found', 404)] as [number, unknown] };
    expect((await run(['read-models', ...words], unknown)).code).toBe(code);
  });
});
