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
import { type Note, runBenchmark } from '../harness/benchmark';
import { everyAction, type Scene, SLOWER_MS } from './answers';

/** Issue of the console: script of a first load, compressed, the time until a page can be used, and until it answers. */
const MOST_BYTES = 250_000;
const USABLE_WITHIN_MS = 1_500;
const ANSWERS_WITHIN_MS = 100;
/** A round of every action takes half a minute. */
const MOST_TIMES = 3;

/** Address, heading, and of whom: somebody with so many cards, or nobody. */
const PAGES = [
  ['/', 'Sign in', undefined],
  ['/payment-methods', 'Payment Methods', 1],
  ['/payment-methods', 'Payment Methods', 3],
  ['/historical-cards', 'Historical Cards', 1],
] as const;

const ABOUT = [
  'A browser with an empty cache opens a page on the local stack. Script: every script that the first load fetched, compressed by gzip.',
  'Usable: from the start of the navigation until the heading is there and nothing of the page is still on its way.',
  'Answers: from the release of the button to the frame that shows the first change of the page, be it only "working"; each action three times.',
  `While that is measured, every answer of the server and every script takes ${SLOWER_MS} ms longer.`,
].join('\n');

interface Load {
  readonly ms: number;
  readonly bytes: number;
}

/** One first load: a profile without a cache. */
async function load(browser: Browser, url: string, page: (typeof PAGES)[number], who?: Customer): Promise<Load> {
  const [path, heading] = page;
  const context = await newContext(browser, { lines: [] });
  const shown = new ConsolePage(await context.newPage(), url);
  const scripts: Promise<number>[] = [];
  shown.page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body().then(compressed));
  });
  if (who) await shown.signInAs(who);
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

async function withCards(onfile: Onfile, count: number): Promise<Customer> {
  const who = await onfile.register({ region: 'US' });
  for (let card = 0; card < count; card += 1) await who.addsCard({ number: mintCardNumber() });
  return who;
}

/** Every action of a customer, so many times; each action has a line. */
async function* answers(scene: Scene, times: number): AsyncGenerator<Note> {
  const taken = new Map<string, number[]>();
  for (let round = 0; round < times; round += 1) {
    await everyAction(scene, (action, ms) => taken.set(action, [...(taken.get(action) ?? []), ms]));
  }
  for (const [action, each] of taken) {
    const most = Math.max(...each);
    yield {
      note: `${action}: answers after ${median(each).toFixed(0)} ms, at most ${most.toFixed(0)} ms, within ${ANSWERS_WITHIN_MS} ms`,
      met: most <= ANSWERS_WITHIN_MS,
    };
  }
}

runBenchmark({
  name: 'console',
  title: 'The console: size, time to usable, time to an answer',
  about: ABOUT,
  async *run({ rounds }) {
    const data = await mkdtemp(join(tmpdir(), 'bench-console-'));
    const stack = await startStack({ data });
    const browser = await startBrowser();
    try {
      const onfile = new Onfile(stack.urls.api, new Bank(stack.urls.bank, stack.apiKeys.bank));
      for (const page of PAGES) {
        const [path, , cards] = page;
        const who = cards === undefined ? undefined : await withCards(onfile, cards);
        const name = `\`${path}\`${cards === undefined || cards < 2 ? '' : `, ${cards} cards`}`;
        const loads: Load[] = [];
        for (let round = 0; round <= rounds; round += 1) loads.push(await load(browser, stack.urls.console, page, who));
        const bytes = Math.max(...loads.map((each) => each.bytes));
        const times = loads.slice(1).map(({ ms }) => ms);
        const ms = median(times);
        const range = `${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)}`;
        yield {
          note: `${name}: ${kilobytes(bytes)} of script, under ${kilobytes(MOST_BYTES)}`,
          met: bytes < MOST_BYTES,
        };
        yield {
          note: `${name}: usable after ${ms.toFixed(0)} ms (${range}, ${times.length} first loads), within ${USABLE_WITHIN_MS} ms`,
          met: ms < USABLE_WITHIN_MS,
        };
      }
      yield* answers({ browser, onfile, url: stack.urls.console }, Math.min(rounds, MOST_TIMES));
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
