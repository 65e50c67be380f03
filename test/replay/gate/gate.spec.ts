import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleOf, workflowBundle } from '../../workflows/bench/workflow-bundle';
import { HISTORIES } from '../keep-history';

const ROOT = join(__dirname, '../../..');
const FLAGS = ['--conditions=@onfile/source', '-r', join(ROOT, 'infra/scripts/ts-hook.cjs')];

/** Runs the gate as the script does. */
async function gate(...words: string[]): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [...FLAGS, join(__dirname, 'main.ts'), ...words], { cwd: ROOT });
  let out = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out };
}

const history = (name: string): string => join(HISTORIES, `${name}.json`);

describe('X14 the deploy gate', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onfile-gate-'));
    await workflowBundle();
  }, 400_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('lets a build pass that every history replays on', async () => {
    const { code, out } = await gate(history('success-with-bank-page'), history('release-answer-lost'));
    expect(out).toBe('2 histories replayed, 0 would break.\n');
    expect(code).toBe(0);
  }, 400_000);

  it('says which would break and at which event, and fails', async () => {
    const bundle = join(folder, 'changed.js');
    await writeFile(bundle, (await bundleOf(join(__dirname, '../incompatible-change.ts'))).code);
    const { code, out } = await gate('--bundle', bundle, history('success-with-bank-page'));
    expect(out).toMatch(/^WOULD BREAK success-with-bank-page at event \d+: DeterminismViolationError/);
    expect(code).toBe(1);
  }, 400_000);

  it('a bundle that does not load, a file that is not there, a word that is not known: no answer, another code', async () => {
    const bundle = join(folder, 'broken.js');
    await writeFile(bundle, 'this is no program');
    const notThere = await gate(history('nothing'));
    expect(notThere).toMatchObject({ code: 2, out: expect.stringContaining('there is no file') as string });
    expect((await gate('--speed', '9')).code).toBe(2);
    const notLoaded = await gate('--bundle', bundle, history('success-with-bank-page'));
    expect(notLoaded).toMatchObject({ code: 4, out: expect.stringContaining('does the bundle load?') as string });
    expect(notLoaded.out).not.toContain('would break');
  }, 400_000);
});
