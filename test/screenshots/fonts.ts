import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The font that the console names first, and one with Chinese: how fontconfig finds them, and Debian's packages. */
const WANTED = [
  { found: 'Inter', package: 'fonts-inter' },
  { found: ':lang=zh', package: 'fonts-wqy-microhei' },
] as const;

/**
 * Makes sure of the fonts of the pictures: Debian's packages are installed for root where they are missing. What can not
 * be had is left to the fonts of the machine.
 * @returns whether Chinese can be drawn
 */
export async function prepareFonts(tell: (line: string) => void): Promise<boolean> {
  const missing: string[] = [];
  for (const font of WANTED) if (!(await isThere(font.found))) missing.push(font.package);
  if (missing.length > 0 && process.getuid?.() === 0) {
    tell(`fonts: installing ${missing.join(', ')} …`);
    await install(missing).catch((error: unknown) => tell(`fonts: ${String(error).split('\n')[0]}`));
  }
  return isThere(':lang=zh');
}

const isThere = (pattern: string): Promise<boolean> =>
  run('fc-list', [pattern, 'family']).then(
    ({ stdout }) => stdout.trim() !== '',
    () => false,
  );

async function install(packages: readonly string[]): Promise<void> {
  const quiet = ['-qq', '-o', 'DPkg::Lock::Timeout=300'];
  await run('apt-get', ['update', ...quiet]);
  const withoutQuestions = ['DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', '--no-install-recommends'];
  await run('env', [...withoutQuestions, ...quiet, ...packages]);
}
