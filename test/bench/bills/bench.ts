import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { runBenchmark } from '../harness/benchmark';
import { fillAccounts } from './accounts';
import { billsBare } from './bare';
import { billsOurs } from './ours';
import { startAround } from './processes';

const ABOUT = [
  'The third of the month: bills made, numbered and paid by the first card, 1 to 4 cards and 5 charge records an account. Ours: the',
  'page activities of the deduction run in this process, 2 pages of 250 at once, 32 bills under way in each. The bank, the event node,',
  'PostgreSQL (durable) and the projector are processes of their own; the projector follows all the time. Mail is not on this path.',
  'The bare thing: the same reads, one call to the bank and two appends of the same facts, as many at once, with no rule asked.',
].join('\n');

/** As many accounts are there for each second. */
const MOST_PER_SECOND = 900;

runBenchmark({
  name: 'bills',
  title: 'B2: bills on the third',
  about: ABOUT,
  pace: { warmUpMs: 10_000 }, // a run takes minutes: what it is like after the first seconds counts
  async *run({ windowMs, rounds, warmUpMs }) {
    for (const bankMs of [0, 50]) {
      const around = await startAround(bankMs);
      const count = Math.ceil(((windowMs * rounds + warmUpMs) / 1_000) * MOST_PER_SECOND);
      const client = KurrentDBClient.connectionString(around.logUrl);
      try {
        const mine = await fillAccounts(client, around.bankUrl, 'ours', count);
        const theirs = await fillAccounts(client, around.bankUrl, 'bare', count);
        const ours = await billsOurs(around, mine);
        const bare = await billsBare(around, theirs);
        yield {
          what: `bills, the bank at ${bankMs} ms`,
          unit: 'bills',
          ours: { name: 'ours', processes: around.pids, work: ours.work },
          bare: { name: 'bare', processes: around.pids, work: bare.work },
          target: { kind: 'ratio', atLeast: bankMs === 0 ? 0.6 : 0.9 },
        };
        await ours.close();
        await bare.close();
      } finally {
        await client.dispose();
        await around.stop();
      }
    }
  },
}).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
