import { startStack, type Stack } from '@onfile/infra';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bank } from '../../driver/bank';
import { ask } from '../../driver/http';
import { Onfile } from '../../driver/onfile';
import { onfileAt, startOnfile } from '../../operators/operator';
import { type Note, runBenchmark } from '../harness/benchmark';
import { cpuMsOf } from '../harness/cpu';
import type { Contender } from '../harness/window';
import { fillReadModels, MANY } from './many-rows';
import { watchMemory } from './memory';

const ABOUT = [
  `What an operator waits for. Searches: asked over HTTP of a running stack, one after the other, among ${MANY.toLocaleString('en')}`,
  'accounts with a journey, a hold, a card and a bill each. An act on many: `onfile pause` on open journeys of real workflows by a query, an',
  'entry of the operator log each, noted before it is done; its memory and that of the api are watched meanwhile.',
].join('\n');

/** The same searches with another word each time, so that nothing answers from what it has just read. */
const SEARCHES: readonly (readonly [what: string, path: (n: number) => string])[] = [
  ['anything by an id', (n) => `search?q=bench_${n}`],
  ['a bill by its number', (n) => `search?q=2024-${String(n).padStart(8, '0')}`],
  ['cards by their last four', (n) => `search?q=${String(n % 10_000).padStart(4, '0')}`],
  ['a page of journeys', (n) => `journeys?limit=50&kind=card-addition&account=acc_bench_${n}`],
  ['failed journeys', () => 'journeys?state=failed&limit=50'],
  ['stuck journeys', () => 'journeys?state=stuck&limit=50'],
  ['how many stand how', () => 'journey-counts'],
];

/** `--journeys=n`: acts on fewer, or more; `--quick` on a few hundred unless told. */
const JOURNEYS = Number(
  process.argv.find((word) => word.startsWith('--journeys='))?.slice('--journeys='.length) ??
    (process.argv.includes('--quick') ? 300 : 10_000),
);
/** Customers at once who open journeys. */
const AT_ONCE = 24;

function searching(stack: Stack, token: string, path: (n: number) => string): Contender {
  const headers = { authorization: `Bearer ${token}` };
  let n = 0;
  return {
    name: 'api',
    processes: { api: stack.pids['api'] ?? 0 },
    async work(windowMs) {
      const latenciesMs: number[] = [];
      const until = performance.now() + windowMs;
      while (performance.now() < until) {
        n = (n + 7_919) % MANY;
        const at = performance.now();
        const answer = await fetch(`${stack.urls.api}/v1/operations/${path(n + 1)}`, { headers });
        if (!answer.ok) throw new Error(`answered ${answer.status}`);
        await answer.arrayBuffer();
        latenciesMs.push(performance.now() - at);
      }
      return { units: latenciesMs.length, latenciesMs };
    },
  };
}

/** Customers who have begun to add a card, and left. */
async function openJourneys({ urls }: Stack): Promise<void> {
  let left = JOURNEYS;
  const begun = performance.now();
  const one = async (): Promise<void> => {
    while ((left -= 1) >= 0) {
      const body = { email: `bench-${left}@example.com`, region: 'US' };
      const { body: account } = await ask<{ accessToken: string }>(`${urls.api}/dev/accounts`, { body });
      const opened = await ask(`${urls.api}/v1/card-additions`, {
        ...{ token: account.accessToken, key: `bench-journey-${left}`, body: {} },
      });
      if (opened.status >= 300) throw new Error(`a journey was not opened: ${JSON.stringify(opened.body)}`);
      if (left % 500 === 0) {
        const seconds = (performance.now() - begun) / 1_000;
        console.log(`${JOURNEYS - left} of ${JOURNEYS} journeys are open after ${seconds.toFixed(0)} s`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

/** CPU milliseconds so far of each process of the stack, of all that it has started. */
const cpuOf = ({ pids }: Stack): [name: string, ms: number][] =>
  ['api', 'temporal', 'worker', 'event-node', 'projector', 'postgres'].map((name) => [name, cpuMsOf(pids[name] ?? 0)]);

const eachOf = (before: ReturnType<typeof cpuOf>, after: typeof before): string =>
  after.map(([name, ms], n) => `${name} ${((ms - before[n]![1]) / JOURNEYS).toFixed(1)}`).join(', ');

/** Opens journeys, and pauses all of them by one command. */
async function actOnMany(stack: Stack): Promise<Note[]> {
  await openJourneys(stack);
  const before = cpuOf(stack);
  const begun = performance.now();
  const words = ['--kind', 'card-addition', '--state', 'open', '--limit', String(JOURNEYS), '--why', 'a benchmark'];
  const { child, ended } = startOnfile(stack.urls.api, 'pause', ...words);
  const [own, api] = await Promise.all([
    watchMemory(child.pid ?? 0, ended),
    watchMemory(stack.pids['api'] ?? 0, ended),
  ]);
  const { code, out, err } = await ended;
  const seconds = (performance.now() - begun) / 1_000;
  if (code !== 0) throw new Error(`${out.slice(-300)}\n${err}`);
  const after = cpuOf(stack);
  const steady = ({ early, late }: typeof own): boolean => late <= early * 1.25 + 10;
  const memory = ({ early, late }: typeof own): string =>
    `${early.toFixed(0)} MiB early on, ${late.toFixed(0)} MiB at the end`;
  const verified = await onfileAt(stack.urls.api, 'log', 'verify');
  return [
    { note: `an act on ${JOURNEYS} journeys: ${seconds.toFixed(0)} s, ${(JOURNEYS / seconds).toFixed(0)} a second` },
    { note: `CPU ms an act: ${eachOf(before, after)}` },
    { note: `memory of the command line meanwhile: ${memory(own)}`, met: steady(own) },
    { note: `memory of the api meanwhile: ${memory(api)}`, met: steady(api) },
    { note: `the operator log after it: ${verified.out}`, met: verified.code === 0 },
  ];
}

runBenchmark({
  name: 'operators',
  title: 'Operators: a search, an act on many',
  about: ABOUT,
  pace: { windowMs: 3_000 }, // searches take a few milliseconds
  async *run() {
    const data = await mkdtemp(join(tmpdir(), 'onfile-bench-operators-'));
    const stack = await startStack({ data });
    try {
      const onfile = new Onfile(stack.urls.api, new Bank(stack.urls.bank, stack.apiKeys.bank));
      yield* await actOnMany(stack);
      await fillReadModels(stack.urls.database);
      const token = await onfile.signIn({ operator: 'op_bench', may: 'read' });
      for (const [what, path] of SEARCHES) {
        const ours = searching(stack, token, path);
        yield { what, unit: 'searches', ours, target: { kind: 'p99', atMostMs: 200 } };
      }
    } finally {
      await stack.stop();
      await rm(data, { recursive: true, force: true });
    }
  },
}).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
