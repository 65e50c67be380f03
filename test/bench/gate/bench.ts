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
import type { Contender, Work } from '../harness/window';

const CONNECTIONS = 32;
/** As asked of one process on two cores. */
const WANTED_PER_SECOND = 2_000;
const ABOUT = [
  `R2: "may this account subscribe?", asked by the host platform over ${CONNECTIONS} connections that stay open. Ours: the api of a`,
  'running stack, which answers from the log (two streams read, folded, decided), so never behind an earlier answer. The bare thing: a',
  'Node process that answers a text of the same size.',
].join('\n');

/** Asks over and over on every connection for the window, and times each answer. */
function asking(name: string, url: string, pid: number, headers: Record<string, string> = {}): Contender {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const once = (): Promise<void> =>
    new Promise((done, failed) => {
      get(url, { agent, headers }, (response) => {
        response.resume();
        response.once('end', () =>
          response.statusCode === 200 ? done() : failed(new Error(`answered ${response.statusCode}`)),
        );
      }).once('error', failed);
    });
  return {
    name,
    processes: { [name]: pid },
    async work(windowMs): Promise<Work> {
      const latenciesMs: number[] = [];
      const until = performance.now() + windowMs;
      const line = async (): Promise<void> => {
        while (performance.now() < until) {
          const at = performance.now();
          await once();
          latenciesMs.push(performance.now() - at);
        }
      };
      await Promise.all(Array.from({ length: CONNECTIONS }, line));
      return { units: latenciesMs.length, latenciesMs };
    },
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
      const customer = await onfile.register({ region: 'US', registeredAt: new Date().toISOString() });
      await customer.addsCard({ number: mintCardNumber() });
      const token = await onfile.signIn({ service: 'host-platform' });
      const url = `${stack.urls.api}/v1/accounts/${customer.accountId}/subscription-gate`;
      const ours = asking('api', url, stack.pids['api'] ?? 0, { authorization: `Bearer ${token}` });
      const bare = asking('raw', raw.url, raw.pid);
      yield {
        what: 'the gate',
        unit: 'answers',
        ours,
        bare,
        target: { kind: 'perSecond', atLeast: WANTED_PER_SECOND },
      };
    } finally {
      await stack.stop();
      raw.stop();
      await rm(data, { recursive: true, force: true });
    }
  },
});
