import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { run, runs } from '../local/temporal/python-index';
import type { Tell } from '../local/temporal/programs';

/** What a browser is called on the systems that people use, best first. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];

/** Where a Mac keeps one, which is on no PATH. */
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const PROOF = ['--version'];

/**
 * A browser of the Chromium family for tests and screenshots: `CHROME_PATH`, else one by its usual names, else installed:
 * Debian's package for root, else Playwright's own download, which is kept between runs.
 * @param tell is told which one was taken, and what is fetched
 * @throws when it can be had in none of these ways; the message says what was tried
 */
export async function chromiumPath(tell: Tell = () => undefined): Promise<string> {
  const given = process.env['CHROME_PATH'];
  if (given) return taken(given, 'named by CHROME_PATH', tell);
  const found = (await installed()) ?? (await downloaded());
  if (found !== undefined) return taken(found, 'found', tell);
  const tried: unknown[] = [];
  for (const way of await waysToInstall()) {
    tell(`no browser on this machine: ${way.name} …`);
    try {
      return taken(await way.install(), 'installed', tell);
    } catch (error) {
      tried.push(error);
    }
  }
  throw new AggregateError(tried, `no browser: ${tried.map(firstLine).join('; ')}. Name one by CHROME_PATH`);
}

/**
 * What a browser is started with. Its sandbox refuses to run as root, as in a container; there it is left out, and only
 * pages of this machine are ever shown.
 */
export const chromiumFlags = (): string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

function taken(path: string, how: string, tell: Tell): string {
  tell(`browser: ${path} (${how})`);
  return path;
}

async function installed(): Promise<string | undefined> {
  for (const name of NAMES) {
    const path = await onPath(name);
    if (path !== undefined && (await runs(path, PROOF))) return path;
  }
  return MAC.find((path) => existsSync(path));
}

const onPath = (program: string): Promise<string | undefined> =>
  run('which', [program]).then(
    ({ stdout }) => stdout.trim() || undefined,
    () => undefined,
  );

interface Way {
  readonly name: string;
  readonly install: () => Promise<string>;
}

async function waysToInstall(): Promise<Way[]> {
  const debian: Way = { name: "installing Debian's package chromium", install: installPackage };
  const download: Way = { name: 'downloading the one of Playwright', install: downloadByPlaywright };
  return process.getuid?.() === 0 && (await onPath('apt-get')) !== undefined ? [debian, download] : [download];
}

async function installPackage(): Promise<string> {
  const quiet = ['-qq', '-o', 'DPkg::Lock::Timeout=300'];
  await run('apt-get', ['update', ...quiet]);
  const withoutQuestions = ['DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', '--no-install-recommends'];
  await run('env', [...withoutQuestions, ...quiet, 'chromium', 'fonts-liberation']);
  const path = await installed();
  if (path === undefined) throw new Error('the package chromium was installed, but no browser runs');
  return path;
}

/** What Playwright downloaded before, if it did. */
async function downloaded(): Promise<string | undefined> {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return existsSync(path) && (await runs(path, PROOF)) ? path : undefined;
}

async function downloadByPlaywright(): Promise<string> {
  const playwright = createRequire(__filename).resolve('playwright-core/package.json');
  await run(process.execPath, [join(dirname(playwright), 'cli.js'), 'install', 'chromium']);
  const path = await downloaded();
  if (path === undefined) throw new Error("Playwright's browser was downloaded, but does not run on this machine");
  return path;
}

const firstLine = (error: unknown): string => String(error instanceof Error ? error.message : error).split('\n')[0]!;
