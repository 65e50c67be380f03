import { createBillingActivities, type BillingPorts } from '@onfile/worker';
import { PERIOD, type BillBench } from './bill-bench';
import { settlementFile } from './settlement-file';

/** The activities of a run over the bench; the list of accounts is read from the log. */
export function running(bench: BillBench, over: Partial<BillingPorts> = {}) {
  const handed: string[] = [];
  const alarms: string[] = [];
  const unbilled = (): string[] =>
    bench.log
      .streams('charges')
      .map((name) => name.slice('charges-'.length, -'-yyyymm'.length))
      .sort();
  const ports: BillingPorts = {
    ...bench.ports,
    finder: {
      accountsToBill: async ({ partition, partitions, after, limit }) =>
        [...new Set(unbilled())]
          .filter((id, n) => n % partitions === partition && (after === undefined || id > after))
          .slice(0, limit),
      billedAccounts: async () => [],
      unfinishedBills: async () => [],
      idleBills: async () => [],
      numbersOfBills: async () => new Map(), // knows nothing yet: the streams decide
      chargedBills: async () => bench.log.streams('bill').map((name) => name.slice('bill-'.length)),
      catchUp: async () => undefined,
    },
    settlements: { fileOf: async () => settlementFile(bench) },
    startDeduction: async ({ billId }) => void handed.push(billId),
    isRunning: async () => false,
    alarm: (what) => void alarms.push(what),
    heartbeat: () => undefined,
    attempt: () => 1,
    run: { partitions: 2, pageSize: 5, atOnce: 4, missedAfterMs: 6 * 3_600_000 },
    ...over,
  };
  const activities = createBillingActivities(ports);
  return {
    finder: ports.finder,
    handed,
    alarms,
    activities,
    /** As the workflow does it: partitions side by side, page after page. */
    async all(period = PERIOD) {
      const run = await activities.startRun({ period, by: 'spec' });
      await Promise.all(
        run.partitions.map(async ({ through, isDone }, partition) => {
          for (let after = through, isLast = isDone; !isLast;) {
            const page = await activities.billPage({
              period,
              partition,
              partitions: run.partitions.length,
              pageSize: run.pageSize,
              after,
            });
            ({ through: after, isLast } = page);
          }
        }),
      );
      return activities.finishRun({ period });
    },
  };
}
