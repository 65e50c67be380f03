import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../testing/door';
import { EXIT } from '../exit-codes';

const KEPT = join(__dirname, '../../../../test/replay/histories/success-with-bank-page.json');
const ID = 'cardAddition%2Fj1';
const one = {
  ...{ workflowId: 'cardAddition/j1', runId: 'run-1', type: 'cardAddition' },
  status: 'running',
  startedAt: '',
};

describe('onfile replay', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'onfile-replay-spec-'))));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const answers = {
    'GET /v1/operations/workflows?query=WorkflowId%20IN%20(%27cardAddition%2Fj1%27)&limit=200': [
      200,
      { entries: [one] },
    ],
    'GET /v1/operations/workflows?query=WorkflowId%3D%27x%27&limit=200': [200, { entries: [] }],
    [`GET /v1/operations/workflows/history?workflowId=${ID}&runId=run-1`]: [
      200,
      { ...one, history: JSON.parse(readFileSync(KEPT, 'utf8')) as unknown },
    ],
  } as Parameters<typeof run>[1];

  it.each<[string, string[], number, string]>([
    ['no workflows are named', [], EXIT.usage, 'Which workflows? Give ids, or --query, or --open.'],
    ['in clear without a reason', ['--open', '--decoded'], EXIT.usage, 'Why in clear? Give --why.'],
    ['a bundle that is not there', ['cardAddition/j1', '--bundle', 'no.js'], EXIT.usage, 'there is no file no.js'],
  ])('%s: says so', async (_what, words, expected, told) => {
    const { code, out, err } = await run(['replay', ...words], answers);
    expect([code, out]).toStrictEqual([expected, '']);
    expect(err).toContain(told);
  });

  it('X14 a bundle that does not load: says so, and nothing was replayed', async () => {
    const bundle = join(folder, 'bundle.js');
    writeFileSync(bundle, 'this is no program');
    const notLoaded = await run(['replay', 'cardAddition/j1', '--bundle', bundle], answers);
    expect(notLoaded.code).toBe(EXIT.usage);
    expect(notLoaded.err).toMatch(/^Nothing was replayed: .*does the bundle load\?$/);
  }, 60_000);

  it('none of them there: no answer is well', async () => {
    const { code, out } = await run(['replay', '--query', "WorkflowId='x'", '--json'], answers);
    expect([code, JSON.parse(out)]).toStrictEqual([EXIT.notWell, { replayed: 0, wouldBreak: [] }]);
  });
});
