import { problem, run } from '../testing/door';
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
    const refused = { journeyId: 'j2', code: 'workflow-closed', detail: 'It is so.' };
    const answers: Record<string, [number, unknown]> = {
      'GET /v1/operations/journeys?state=stuck&limit=100': listed(['j1', 'j2']),
      'POST /v1/operations/journey-acts': [200, { entries: [done('j1')[1], refused] }],
    };
    const words = ['cancel', '--state', 'stuck', '--why', 'the bank is gone', '--batch', 'b1'];
    const first = await run(words, answers);
    expect(first.code).toBe(EXIT.notWell);
    expect(first.out).toContain('j1: Asked to end. (operator log 202405/1)');
    expect(first.out).toContain('j2: workflow-closed: It is so.');
    expect(first.out).toContain('1 done, 1 refused.');
    const body = first.asked.at(-1)?.body as { journeys: { journeyId: string; key: string }[] };
    expect(body).toMatchObject({ act: 'cancel', reason: 'the bank is gone' });
    expect(body.journeys.map(({ journeyId }) => journeyId)).toStrictEqual(['j1', 'j2']);
    expect(new Set(body.journeys.map(({ key }) => key)).size).toBe(2);
    expect((await run(words, answers)).asked.at(-1)?.body).toStrictEqual(body);
    // One alone of the same batch is asked for under the key that it has among many.
    const alone = { 'POST /v1/operations/journeys/j1/cancellations': done('j1') };
    const { asked } = await run(['cancel', 'j1', '--why', 'the bank is gone', '--batch', 'b1'], alone);
    expect(asked.at(-1)?.key).toBe(body.journeys[0]?.key);
  });

  it('asks for very many in chunks, and for what the api takes one by one, one by one', async () => {
    const ids = Array.from({ length: 120 }, (_, n) => `j${n}`);
    const some = await run(['pause', ...ids, '--why', 'x'], {
      'POST /v1/operations/journey-acts': [200, { entries: [done('j0')[1]] }],
    });
    const chunks = some.asked.flatMap(({ body }) => (body as { journeys?: unknown[] } | undefined)?.journeys ?? []);
    expect(some.asked.filter(({ line }) => line.endsWith('journey-acts'))).toHaveLength(3);
    expect(chunks).toHaveLength(120);
    const each = { 'POST /v1/operations/journeys/j1/terminations': done('j1') };
    const { out } = await run(['terminate', 'j1', 'j2', '--why', 'x'], each);
    expect(out).toContain('1 done, 1 refused.');
  });

  it('a dry run says what would be done, and does nothing', async () => {
    const answers = { 'GET /v1/operations/journeys?state=stuck&limit=100': listed(['j1', 'j2']) };
    const { code, out, asked } = await run(['retry', '--state', 'stuck', '--why', 'x', '--dry-run'], answers);
    expect(code).toBe(EXIT.fine);
    expect(out).toContain('Would retry 2 journeys:');
    expect(asked.filter(({ line }) => line.startsWith('POST'))).toStrictEqual([]);
  });

  it('a dry run of a reset says of each journey what would come again', async () => {
    const at = '2024-05-10T11:00:00.000Z';
    const workflow = (steps: unknown[]) => ({ workflow: { activities: [], timers: [], steps } });
    const hold = { step: 'hold', at, reapplied: ['SubmitCard'], again: ['placeHold'] };
    const { out, asked } = await run(['reset', 'j1', 'j2', '--step', 'hold', '--why', 'x', '--dry-run'], {
      'GET /v1/operations/journeys/j1': [200, workflow([hold, { ...hold, step: 'card' }])],
      'GET /v1/operations/journeys/j2': [200, workflow([])],
    });
    expect(out.split('\n')).toStrictEqual([
      'Would reset 2 journeys:',
      'j1',
      '  step hold began 2024-05-10 11:00:00Z; comes again: SubmitCard; done again under the same keys: placeHold',
      'j2',
      '  it never took a step hold, and is left as it is',
    ]);
    expect(asked.filter(({ line }) => line.startsWith('POST /v1/'))).toStrictEqual([]);
  });

  it('a part that is away ends a long act: it says what was done, and how to go on', async () => {
    const { code, err } = await run(['terminate', 'j1', 'j2', '--why', 'x', '--batch', 'b7'], {
      'POST /v1/operations/journeys/j1/terminations': done('j1'),
      'POST /v1/operations/journeys/j2/terminations': [503, problem('try-again-later', 503)],
    });
    expect(code).toBe(EXIT.away);
    expect(err).toContain('Ended after 1 of 2. Go on by the same command with --batch b7');
  });

  it('interrupted, it lets those under way end, and does not end as if it were done', async () => {
    const answers = { 'POST /v1/operations/journeys/j1/terminations': done('j1') };
    const ids = Array.from({ length: 40 }, (_, n) => `j${n + 1}`);
    const under = run(['terminate', ...ids, '--why', 'x', '--batch', 'b8'], answers, ({ line }) => {
      if (line.endsWith('/j1/terminations')) process.emit('SIGINT');
    });
    const { code, err, asked } = await under;
    expect(code).toBe(EXIT.notWell);
    expect(err).toContain('of 40. Go on with --batch b8');
    expect(asked.length).toBeLessThan(40);
  });

  it.each<[string, string[], number, string]>([
    ['no reason', ['cancel', 'j1'], EXIT.usage, '--why'],
    ['no choice of journeys', ['cancel', '--why', 'x'], EXIT.usage, 'Which journeys?'],
    ['a cursor, which chooses none', ['cancel', '--cursor', 'abc', '--why', 'x'], EXIT.usage, 'Which journeys?'],
    ['no address of the web', ['health', '--url', 'localhost:8080'], EXIT.usage, 'localhost:8080 is no address'],
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
