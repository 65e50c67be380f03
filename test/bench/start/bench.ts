import { startStack } from '@onfile/infra';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bank } from '../../driver/bank';
import { Onfile } from '../../driver/onfile';
import { mintCardNumber } from '../../driver/cards';
import { runBenchmark } from '../harness/benchmark';
import { median } from '../harness/statistics';

/** How much longer than its parts, one after the other, the whole may take. */
const ALLOWANCE_MS = 1_000;
const CUSTOMERS = 20;
const ABOUT = [
  'From the start of all processes to the last one ready: on an empty folder, on one with data, and again after an orderly',
  'stop. The parts are the same processes started one after the other, each when the one before is ready; the whole starts',
  'them at once. Three rounds; the medians.',
].join('\n');

runBenchmark({
  name: 'start',
  title: 'B7: from start to ready',
  about: ABOUT,
  async *run({ rounds }) {
    const whole: Record<'empty' | 'data', number[]> = { empty: [], data: [] };
    const parts: Record<'empty' | 'data', number[]> = { empty: [], data: [] };
    const each = new Map<string, number[]>();
    for (let round = 0; round < Math.min(rounds, 3); round += 1) {
      for (const inTurn of [false, true]) {
        const folder = await mkdtemp(join(tmpdir(), 'bench-start-'));
        const into = inTurn ? parts : whole;
        try {
          into.empty.push(await timed(folder, inTurn ? each : undefined, { inTurn, fill: true }));
          into.data.push(await timed(folder, undefined, { inTurn, fill: false }));
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      }
    }
    for (const on of ['empty', 'data'] as const) {
      const [ours, sum] = [median(whole[on]), median(parts[on])];
      const told = `${on === 'empty' ? 'an empty folder' : `a folder with ${CUSTOMERS} journeys, after a stop`}: ready in ${seconds(ours)}, its parts ${seconds(sum)}`;
      yield { note: `${told}; at most their sum + 1 s`, met: ours <= sum + ALLOWANCE_MS };
    }
    const shares = [...each].map(([name, ms]) => `${name} ${seconds(median(ms))}`).join(', ');
    yield { note: `the parts on an empty folder: ${shares}` };
  },
}).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

interface How {
  /** The parts one after the other. */
  readonly inTurn: boolean;
  /** Lets customers add cards before the stop, so that the next start finds data. */
  readonly fill: boolean;
}

/** Starts and stops; answers the milliseconds to ready. */
async function timed(data: string, each: Map<string, number[]> | undefined, { inTurn, fill }: How): Promise<number> {
  const at = performance.now();
  const tell = (name: string, ms: number): void => void each?.set(name, [...(each.get(name) ?? []), ms]);
  const stack = await startStack({ data, ...(inTurn ? { inTurn: tell } : {}) });
  const tookMs = performance.now() - at;
  const onfile = new Onfile(stack.urls.api, new Bank(stack.urls.bank, stack.apiKeys.bank));
  for (let n = 0; fill && n < CUSTOMERS; n += 1) await addCard(onfile);
  await stack.stop();
  return tookMs;
}

async function addCard(onfile: Onfile): Promise<void> {
  const customer = await onfile.register({ region: 'DE', registeredAt: new Date().toISOString() });
  await customer.submitCard(await customer.reachCard(), { number: mintCardNumber() });
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
