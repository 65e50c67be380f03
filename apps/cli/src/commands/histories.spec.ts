import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problem, run } from '../../testing/door';
import { EXIT } from '../exit-codes';

const listed = (n: number) => ({
  ...{ workflowId: `cardAddition/j${n}`, runId: `run-${n}`, type: 'cardAddition', status: 'running', startedAt: '' },
});
const OPEN = 'ExecutionStatus%20%3D%20%22Running%22';
const history = { events: [{ eventId: '1' }] };

describe('onfile histories', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'onfile-histories-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const answers = {
    [`GET /v1/operations/workflows?query=${OPEN}&limit=200`]: [200, { entries: [listed(1)], next: 'c1' }],
    [`GET /v1/operations/workflows?query=${OPEN}&limit=200&cursor=c1`]: [200, { entries: [listed(2)] }],
    ...Object.fromEntries(
      [1, 2].map((n) => [
        `GET /v1/operations/workflows/history?workflowId=cardAddition%2Fj${n}&runId=run-${n}`,
        [200, { ...listed(n), history }],
      ]),
    ),
    'POST /v1/operations/workflows/decoded-histories': [200, { ...listed(1), history }],
  } as Parameters<typeof run>[1];

  it('writes one file a run, as Temporal reads it; says whether payloads are encrypted', async () => {
    const { code, out, asked } = await run(['histories', '--open', '--out', folder], answers);
    expect([code, out]).toStrictEqual([EXIT.fine, `2 histories in ${folder}, payloads as they are kept (encrypted).`]);
    expect(await readdir(folder)).toStrictEqual(['cardAddition.j1.run-1.json', 'cardAddition.j2.run-2.json']);
    const [first] = await readdir(folder);
    expect(JSON.parse(await readFile(join(folder, first ?? ''), 'utf8'))).toStrictEqual(history);
    expect(asked.filter(({ line }) => line.startsWith('POST'))).toStrictEqual([]);
  });

  it('a part that goes away ends it: it says how far it came', async () => {
    const gone = {
      'GET /v1/operations/workflows/history?workflowId=cardAddition%2Fj2&runId=run-2': [
        503,
        problem('try-again-later', 503),
      ],
    };
    const { code, err } = await run(['histories', '--open', '--out', folder], { ...answers, ...gone } as never);
    expect(code).toBe(EXIT.away);
    expect(err).toMatch(/Ended after [01] of 2: what is in .* is whole; the same command writes all\./);
  });

  it('writes them in clear where asked to, and says why for each; without a reason it asks for none', async () => {
    const words = ['histories', '--open', '--decoded', '--out', folder, '--json'];
    const told = await run([...words, '--why', 'a replay'], answers);
    expect(JSON.parse(told.out)).toMatchObject({ decoded: true, files: [expect.any(String), expect.any(String)] });
    const read = told.asked.filter(({ line }) => line.endsWith('/decoded-histories'));
    expect(read.map(({ body }) => body)).toStrictEqual(
      [1, 2].map((n) => ({ workflowId: `cardAddition/j${n}`, runId: `run-${n}`, reason: 'a replay' })),
    );
    expect(new Set(read.map(({ key }) => key)).size).toBe(2);
    const silent = await run(words, answers);
    expect([silent.code, silent.err]).toStrictEqual([EXIT.usage, 'Why in clear? Give --why.']);
    expect(silent.asked).toStrictEqual([]);
  });

  it('looks for an id among all kinds of workflows; a workflow id is taken as it is', async () => {
    const { asked, code, out } = await run(['histories', 'j1', 'notice/e1', '--out', folder, '--json']);
    const { searchParams } = new URL(asked[0]?.line.split(' ')[1] ?? '', 'http://onfile');
    const query = searchParams.get('query') ?? '';
    expect(query).toMatch(/^WorkflowId IN \('cardAddition\/j1', .*'billDeduction\/j1'.*, 'notice\/e1'\)$/);
    expect([code, out]).toStrictEqual([EXIT.refused, '']);
  });

  it.each([
    ['no choice', [], EXIT.usage],
    ['two choices', ['j1', '--open'], EXIT.usage],
    ['an id that is none', ["j' OR 1"], EXIT.usage],
  ])('%s is a wrong word', async (_what, words, expected) => {
    expect((await run(['histories', ...words, '--out', folder])).code).toBe(expected);
  });

  it('a query that finds nothing is not well; one that the api does not take is a wrong word', async () => {
    const none = { 'GET /v1/operations/workflows?query=a&limit=200': [200, { entries: [] }] as [number, unknown] };
    const empty = await run(['histories', '--query', 'a', '--out', folder], none);
    expect([empty.code, empty.out]).toStrictEqual([EXIT.notWell, 'No such workflows.']);
    const bad = { 'GET /v1/operations/workflows?query=a&limit=200': [400, problem('request-invalid', 400)] };
    const wrong = await run(['histories', '--query', 'a', '--out', folder], bad as never);
    expect(wrong.code).toBe(EXIT.usage);
  });
});
