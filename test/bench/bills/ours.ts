import { defaultBillingPolicy } from '@onfile/domain';
import { createEventLog, keptStreams } from '@onfile/event-log';
import { httpCardNetwork } from '@onfile/gateways';
import { createBillingActivities, type BillingPorts } from '@onfile/worker';
import type { Work } from '../harness/window';
import { type BenchAccount, PERIOD } from './accounts';
import { API_KEY, type Around } from './processes';

/** Pages at once, and accounts in each: as the worker does it. */
export const PAGES = 2;
const PAGE = 250;
export const AT_ONCE = 32;

/** Bills made and paid by the activities of the deduction run, page after page, over the real log and the real bank. */
export async function billsOurs({ logUrl, bankUrl }: Around, accounts: readonly BenchAccount[]) {
  const log = createEventLog({ url: logUrl });
  let next = 0;
  const waiting: string[] = [];
  const ports: BillingPorts = {
    log,
    charges: httpCardNetwork({ baseUrl: bankUrl, apiKey: API_KEY, timeoutMs: 10_000 }),
    rates: { rateTo: async () => undefined },
    policy: defaultBillingPolicy,
    now: () => new Date().toISOString(),
    kept: keptStreams(20_000),
    publicUrl: 'https://onfile.example',
    finder: {
      // The list of accounts comes in pages in production too; here it is at hand.
      accountsToBill: async ({ limit }) => {
        const page = accounts.slice(next, next + limit).map(({ accountId }) => accountId);
        next += page.length;
        return page;
      },
      billedAccounts: async () => [],
      unfinishedBills: async () => [],
      idleBills: async () => [],
      chargedBills: async () => [],
      numbersOfBills: async () => new Map(),
      catchUp: async () => undefined,
    },
    settlements: { fileOf: async () => '' }, // no part of a run
    startDeduction: async ({ billId }) => void waiting.push(billId),
    isRunning: async () => false,
    alarm: (what, about) => {
      throw new Error(`${what}: ${JSON.stringify(about)}`);
    },
    heartbeat: () => undefined,
    attempt: () => 1,
    run: { partitions: PAGES, pageSize: PAGE, atOnce: AT_ONCE, missedAfterMs: 0 },
  };
  const activities = createBillingActivities(ports);
  await activities.startRun({ period: PERIOD, by: 'bench' });
  const through: (string | undefined)[] = [];
  const lane = async (partition: number, until: number): Promise<number> => {
    let bills = 0;
    while (performance.now() < until) {
      const page = { period: PERIOD, partition, partitions: PAGES, pageSize: PAGE, after: through[partition] };
      const before = next;
      const done = await activities.billPage(page);
      if (done.isLast) throw new Error('there are not enough accounts for the benchmark');
      through[partition] = done.through;
      bills += Math.min(PAGE, next - before);
    }
    return bills;
  };
  return {
    async work(windowMs: number): Promise<Work> {
      const until = performance.now() + windowMs;
      const begun = next;
      await Promise.all(Array.from({ length: PAGES }, (_, partition) => lane(partition, until)));
      if (waiting.length > 0) throw new Error('a bill had to wait');
      return { units: next - begun };
    },
    close: () => log.close(),
  };
}
