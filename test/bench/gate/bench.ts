import { startStack } from '@onfile/infra';
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bank } from '../../driver/bank';
import { mintCardNumber } from '../../driver/cards';
import { Onfile } from '../../driver/onfile';
import { runBenchmark } from '../harness/benchmark';
import { paced } from '../harness/paced';
import type { Contender, Work } from '../harness/window';

const CONNECTIONS = 32;
const CUSTOMERS = 20;
/** As asked of one process on two cores. */
const WANTED_PER_SECOND = 2_000;
const CALM_PER_SECOND = 200;
const ABOUT = [
  `R2: "may this account subscribe?", asked by the host platform for ${CUSTOMERS} accounts in turn over ${CONNECTIONS} connections that stay`,
  'open: as often as it is answered, and at a calm pace. Ours: the api of a running stack, projector and all, which answers from the log',
  '(what is new of two streams is read, folded, decided), so never behind an earlier answer. The bare thing: a Node process that answers',
  'a text of the same size without looking at anything.',
].join('\n');

/** Who is asked, and what for. */
interface Asked {
  readonly name: string;
  readonly pid: number;
  readonly urls: readonly string[];
  readonly headers?: Record<string, string>;
}

/** Asks once for the next of the urls, over connections that stay open. */
function asker({ urls, headers = {} }: Asked): () => Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let asked = 0;
  return () =>
    new Promise((done, failed) => {
      const at = performance.now();
      get(urls[asked++ % urls.length] ?? '', { agent, headers }, (response) => {
        response.resume();
        response.once('end', () =>
          response.statusCode === 200
            ? done(performance.now() - at)
            : failed(new Error(`answered ${response.statusCode}`)),
        );
      }).once('error', failed);
    });
}

/** Asks over and over on every connection for the window, and times each answer. */
function asOftenAsItAnswers(asked: Asked): Contender {
  const once = asker(asked);
  return {
    name: asked.name,
    processes: { [asked.name]: asked.pid },
    async work(windowMs): Promise<Work> {
      const latenciesMs: number[] = [];
      const until = performance.now() + windowMs;
      const line = async (): Promise<void> => {
        while (performance.now() < until) latenciesMs.push(await once());
      };
      await Promise.all(Array.from({ length: CONNECTIONS }, line));
      return { units: latenciesMs.length, latenciesMs };
    },
  };
}

/** Asks every few milliseconds, whether or not the questions before are answered. */
function calmly(asked: Asked): Contender {
  const once = asker(asked);
  return {
    name: asked.name,
    processes: { [asked.name]: asked.pid },
    work: (windowMs) => paced(windowMs, CALM_PER_SECOND, once),
  };
}

function startRaw(): Promise<{ url: string; pid: number; stop: () => void }> {
  const child = fork(join(__dirname, 'raw-command.ts'), { execArgv: process.execArgv });
  return new Promise((started, failed) => {
    child.once('error', failed);
    child.once('message', ({ port }: { port: number }) =>
      started({ url: `http://127.0.0.1:${port}/`, pid: child.pid ?? 0, stop: () => child.disconnect() }),
    );
  });
}

/** Customers with a card on file each, and where the host platform asks for them. */
async function gatesOf(onfile: Onfile, api: string): Promise<string[]> {
  const urls: string[] = [];
  for (let nth = 0; nth < CUSTOMERS; nth += 1) {
    const customer = await onfile.register({ region: 'US', registeredAt: new Date().toISOString() });
    await customer.addsCard({ number: mintCardNumber() });
    urls.push(`${api}/v1/accounts/${customer.accountId}/subscription-gate`);
  }
  return urls;
}

void runBenchmark({
  name: 'gate',
  title: 'B5: the gate, answers a second of one api process',
  about: ABOUT,
  async *run() {
    const data = await mkdtemp(join(tmpdir(), 'onfile-bench-gate-'));
    const raw = await startRaw();
    const stack = await startStack({ data });
    try {
      const onfile = new Onfile(stack.urls.api, new Bank(stack.urls.bank, stack.apiKeys.bank));
      const token = await onfile.signIn({ service: 'host-platform' });
      const ours: Asked = {
        name: 'api',
        pid: stack.pids['api'] ?? 0,
        urls: await gatesOf(onfile, stack.urls.api),
        headers: { authorization: `Bearer ${token}` },
      };
      const bare: Asked = { name: 'raw', pid: raw.pid, urls: [raw.url] };
      yield {
        what: 'the gate, as often as it answers',
        unit: 'answers',
        ours: asOftenAsItAnswers(ours),
        bare: asOftenAsItAnswers(bare),
        target: { kind: 'perSecond', atLeast: WANTED_PER_SECOND },
      };
      yield {
        what: `the gate, ${CALM_PER_SECOND} questions a second`,
        unit: 'answers',
        ours: calmly(ours),
        bare: calmly(bare),
        target: { kind: 'p99', atMostMs: 100 },
      };
    } finally {
      await stack.stop();
      raw.stop();
      await rm(data, { recursive: true, force: true });
    }
  },
});
