import { type Asked, problem, run } from '../testing/door';
import { EXIT } from './exit-codes';
import { runOnfile } from './program';

const done = (journeyId: string): [number, unknown] => [
  200,
  { journeyId, act: 'cancel', did: 'Asked to end.', entry: { month: '202405', no: 1, hash: 'h' } },
];
const listed = (ids: string[]): [number, unknown] => [
  200,
  {
    entries: ids.map((journeyId) => ({
      ...{ journeyId, accountId: 'acc', kind: 'card-addition', state: 'open', startedAt: '2024-05-10T11:00:00.000Z' },
    })),
  },
];

describe('onfile, the command line', () => {
  it('finds journeys: a table for people, JSON for scripts', async () => {
    const answers = { 'GET /v1/operations/journeys?state=stuck': listed(['j1']) };
    const table = await run(['find', '--state', 'stuck'], answers);
    expect(table).toMatchObject({ code: EXIT.fine, err: '' });
    expect(table.out).toContain('j1');
    expect(table.out).toContain('2024-05-10 11:00:00Z');
    const json = await run(['find', '--state', 'stuck', '--json'], answers);
    expect(JSON.parse(json.out)).toStrictEqual(listed(['j1'])[1]);
  });

  it('acts on many by a query: each under a key of its own, the same for the same batch', async () => {
    const answers = {
      'GET /v1/operations/journeys?state=stuck&limit=100': listed(['j1', 'j2']),
      'POST /v1/operations/journeys/j1/cancellations': done('j1'),
      'POST /v1/operations/journeys/j2/cancellations': [409, problem('workflow-closed', 409)] as [number, unknown],
    };
    const words = ['cancel', '--state', 'stuck', '--why', 'the bank is gone', '--batch', 'b1'];
    const first = await run(words, answers);
    expect(first.code).toBe(EXIT.notWell);
    expect(first.out).toContain('j1: Asked to end. (operator log 202405/1)');
    expect(first.out).toContain('j2: workflow-closed: It is so.');
    expect(first.out).toContain('1 done, 1 refused.');
    expect(first.asked.at(-1)?.body).toStrictEqual({ reason: 'the bank is gone' });
    const keys = (asked: Asked[]) => asked.slice(1).map(({ key }) => key);
    expect(new Set(keys(first.asked)).size).toBe(2);
    expect(keys((await run(words, answers)).asked)).toStrictEqual(keys(first.asked));
  });

  it('a dry run says what would be done, and does nothing', async () => {
    const answers = { 'GET /v1/operations/journeys?state=stuck&limit=100': listed(['j1', 'j2']) };
    const { code, out, asked } = await run(['retry', '--state', 'stuck', '--why', 'x', '--dry-run'], answers);
    expect(code).toBe(EXIT.fine);
    expect(out).toContain('Would retry 2 journeys:');
    expect(asked.filter(({ line }) => line.startsWith('POST'))).toStrictEqual([]);
  });

  it('a part that is away ends a long act: it says what was done, and how to go on', async () => {
    const { code, err } = await run(['pause', 'j1', 'j2', '--why', 'x', '--batch', 'b7'], {
      'POST /v1/operations/journeys/j1/pauses': done('j1'),
      'POST /v1/operations/journeys/j2/pauses': [503, problem('try-again-later', 503)],
    });
    expect(code).toBe(EXIT.away);
    expect(err).toContain('Ended after 1 of 2. Go on by the same command with --batch b7');
  });

  it.each<[string, string[], number, string]>([
    ['no reason', ['cancel', 'j1'], EXIT.usage, '--why'],
    ['no choice of journeys', ['cancel', '--why', 'x'], EXIT.usage, 'Which journeys?'],
    ['a state that there is not', ['find', '--state', 'lost'], EXIT.usage, 'lost is none of'],
    ['a command that there is not', ['fly'], EXIT.usage, 'unknown command'],
    ['a journey that nobody knows', ['explain', 'nobody'], EXIT.refused, 'not-found'],
    ['a shell that there is not', ['completion', 'csh'], EXIT.usage, 'csh is none of'],
  ])('%s: its own exit code, and words that help', async (_what, words, expected, told) => {
    const { code, err, out } = await run(words);
    expect(code).toBe(expected);
    expect(err).toContain(told);
    expect(out).toBe('');
  });

  it('nobody there, and nobody signed in', async () => {
    const quiet = { out: () => undefined, err: () => undefined, isTerminal: false };
    expect(await runOnfile(['health'], { output: quiet, env: { ONFILE_URL: 'http://127.0.0.1:9' } })).toBe(EXIT.away);
    expect(await runOnfile(['health'], { output: quiet, env: {} })).toBe(EXIT.usage);
    const refused = { 'POST /dev/sign-in': [403, problem('not-allowed', 403)] as [number, unknown] };
    expect((await run(['health'], refused)).code).toBe(EXIT.notAllowed);
  });

  it('S20 names the first broken link, and exits with 1', async () => {
    const broken = { whole: false, entries: 9, months: 1, broken: { month: '202405', no: 4, why: 'link' } };
    const { code, out } = await run(['log', 'verify'], {
      'GET /v1/operations/operator-log/verification': [200, broken],
    });
    expect(code).toBe(EXIT.notWell);
    expect(out).toBe('BROKEN at 202405/4: the entry before it is not the one it was written after.');
  });

  it('completes its commands in a shell', async () => {
    const { out } = await run(['completion', 'bash']);
    expect(out).toContain('"log verify"*)');
    expect(out).toContain('complete -F _onfile onfile');
  });
});
