import { startStack } from '@onfile/infra';
import type { Browser } from 'playwright-core';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Bank } from '../../driver/bank';
import { newContext, startBrowser } from '../../driver/browser';
import { mintCardNumber } from '../../driver/cards';
import { ConsolePage } from '../../driver/console';
import { type Customer, Onfile } from '../../driver/onfile';
import { runBenchmark } from '../harness/benchmark';

/** Issue of the console: script of a first load, compressed, and the time until a page can be used. */
const MOST_BYTES = 250_000;
const USABLE_WITHIN_MS = 1_500;

const PAGES = [
  ['/', 'Sign in', false],
  ['/payment-methods', 'Payment Methods', true],
  ['/historical-cards', 'Historical Cards', true],
] as const;

const ABOUT = [
  'A browser with an empty cache opens a page on the local stack. Script: every script that the first load fetched, compressed by gzip.',
  'Usable: from the start of the navigation until the heading is there and nothing of the page is still on its way.',
].join('\n');

interface Load {
  readonly ms: number;
  readonly bytes: number;
}

/** One first load: a profile without a cache. */
async function load(browser: Browser, url: string, page: (typeof PAGES)[number], who: Customer): Promise<Load> {
  const [path, heading, isSignedIn] = page;
  const context = await newContext(browser, { lines: [] });
  const shown = new ConsolePage(await context.newPage(), url);
  const scripts: Promise<number>[] = [];
  shown.page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body().then(compressed));
  });
  if (isSignedIn) await shown.signInAs(who);
  const begun = performance.now();
  await shown.open(path, heading);
  await shown.loaded();
  const ms = performance.now() - begun;
  const bytes = (await Promise.all(scripts)).reduce((total, size) => total + size, 0);
  await context.close();
  return { ms, bytes };
}

const compressed = (script: Buffer): number => gzipSync(script).length;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(0)} KB`;

/** All scripts of the build, whoever loads them. */
async function wholeBuild(): Promise<number> {
  const folder = join(__dirname, '..', '..', '..', 'apps', 'console', 'dist', 'assets');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  return (await Promise.all(names.map((name) => readFile(join(folder, name)).then(compressed)))).reduce(
    (a, b) => a + b,
    0,
  );
}

runBenchmark({
  name: 'console',
  title: 'The console: size and time to usable',
  about: ABOUT,
  async *run({ rounds }) {
    const data = await mkdtemp(join(tmpdir(), 'bench-console-'));
    const stack = await startStack({ data });
    const browser = await startBrowser();
    try {
      const onfile = new Onfile(stack.urls.api, new Bank(stack.urls.bank, stack.apiKeys.bank));
      const who = await onfile.register({ region: 'US' });
      await who.addsCard({ number: mintCardNumber() });
      for (const page of PAGES) {
        const loads: Load[] = [];
        for (let round = 0; round <= rounds; round += 1) loads.push(await load(browser, stack.urls.console, page, who));
        const bytes = Math.max(...loads.map((each) => each.bytes));
        const times = loads.slice(1).map(({ ms }) => ms);
        const ms = median(times);
        const range = `${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)}`;
        yield {
          note: `\`${page[0]}\`: ${kilobytes(bytes)} of script, under ${kilobytes(MOST_BYTES)}`,
          met: bytes < MOST_BYTES,
        };
        yield {
          note: `\`${page[0]}\`: usable after ${ms.toFixed(0)} ms (${range}, ${times.length} first loads), within ${USABLE_WITHIN_MS} ms`,
          met: ms < USABLE_WITHIN_MS,
        };
      }
      yield { note: `every page and language together: ${kilobytes(await wholeBuild())} of script` };
    } finally {
      await browser.close();
      await stack.stop();
      await rm(data, { recursive: true, force: true });
    }
  },
}).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
