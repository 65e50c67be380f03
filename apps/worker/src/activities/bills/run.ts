import {
  billIdentity,
  type DeductionRunCommand,
  decideDeductionRun,
  dueAt,
  duePeriod,
  isMissed,
  Refusal,
  type DeductionRun,
} from '@onfile/domain';
import { stream } from '@onfile/event-log';
import { type BillPage, type DeductionRunActivities, REFUSAL_FAILURE } from '@onfile/workflows';
import { ApplicationFailure } from '@temporalio/common';
import { atOnce } from './at-once';
import { dryRun } from './dry-run';
import { billAccounts } from './page';
import type { BillingPorts } from './ports';
import { sharedSlots } from './slots';

/** X8: what a deduction run asks of the world. */
export function runActivities(ports: BillingPorts): DeductionRunActivities {
  const openLane = sharedSlots(ports.run.partitions * ports.run.atOnce);
  const note = (period: string, command: DeductionRunCommand, id: string) => noteRun(period, command, id, ports);
  return {
    async startRun({ period, by }) {
      const { partitions, pageSize } = ports.run;
      const run = await note(period, { type: 'Start', period, partitions, pageSize, by }, 'start');
      const shape = run.started?.pageSize ?? pageSize;
      return {
        partitions: run.partitions,
        pageSize: shape,
        paused: run.paused,
        isFinished: run.finishedAt !== undefined,
        counts: run.counts,
      };
    },
    awaitCut: () => ports.finder.catchUp(ports.heartbeat),
    async billPage(page) {
      const { period, partition, after } = page;
      if (ports.now() < dueAt(period, ports.policy.due)) {
        // Our clock was set back: the page waits until it is right again, so that no account is passed over.
        throw ApplicationFailure.retryable('the clock is before the third', 'NotDue');
      }
      const { unbilled, billed, through, isLast } = await stretchOf(page, ports);
      const command = `deductionRun-${period}/${partition}/${after ?? ''}`;
      const { counts, failed } = await billAccounts({ unbilled, billed }, { period, command }, ports, openLane());
      await note(
        period,
        { type: 'NotePage', partition, after, through, isLast, counts, failed },
        `${partition}/${after ?? ''}/page`,
      );
      return { through, isLast };
    },
    async finishRun({ period }) {
      await ports.finder.catchUp(ports.heartbeat);
      await adoptLeftBehind(period, ports);
      const { counts } = await note(period, { type: 'Finish' }, 'finish');
      return counts;
    },
    dryRunPage: async (page) => dryRun(page, await accountsOf(page, ports), ports),
  };
}

/** Notes something of a run in its stream, and answers where it stands. A refusal fails what asked for it for good. */
export async function noteRun(
  period: string,
  command: DeductionRunCommand,
  id: string,
  { log, now, kept, policy }: Pick<BillingPorts, 'log' | 'now' | 'kept' | 'policy'>,
): Promise<DeductionRun> {
  const handle = stream('deductionRun', period);
  try {
    const recorded = await log.record({
      commandId: `deductionRun-${period}/${id}`,
      at: now(),
      streams: { run: handle },
      known: kept.of(handle.name),
      decide: ({ run }, at) => ({ run: decideDeductionRun(command, run, policy.due, at) }),
    });
    kept.keep(recorded.known);
    return recorded.states.run;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message: why, details } = error;
    throw ApplicationFailure.create({
      type: REFUSAL_FAILURE,
      message: why,
      nonRetryable: true,
      details: [{ code, why, details }],
    });
  }
}

/**
 * The accounts of a page: those to be billed, and between them those that have their bill already, which an earlier attempt
 * of this page has made. They are looked at again, so that the page tells what became of all of its accounts.
 */
async function stretchOf(page: BillPage, ports: BillingPorts) {
  const { finder, attempt, heartbeat } = ports;
  const { period, partition, partitions, after } = page;
  if (attempt() > 1) await finder.catchUp(heartbeat);
  const { accounts: unbilled, isLast } = await accountsOf(page, ports);
  const through = unbilled.at(-1) ?? after ?? '';
  const found = await finder.billedAccounts({
    ...{ period, partition, partitions },
    ...(after !== undefined && { after }),
    ...(!isLast && { through }),
  });
  const again = new Set(unbilled); // of these, some may have been billed between the two looks, or have late charges
  return { unbilled, billed: found.filter((accountId) => !again.has(accountId)), through, isLast };
}

async function accountsOf(
  page: BillPage,
  { finder }: BillingPorts,
): Promise<{ accounts: readonly string[]; isLast: boolean }> {
  const { period, partition, partitions, pageSize: limit, after } = page;
  const accounts = await finder.accountsToBill({
    period,
    partition,
    partitions,
    limit,
    ...(after !== undefined && { after }),
  });
  return { accounts, isLast: accounts.length < limit };
}

/** Bills of the month that a death has left between two facts are handed to workflows of their own. */
async function adoptLeftBehind(period: string, ports: BillingPorts): Promise<void> {
  const LIMIT = 250;
  for (let after: string | undefined, isLast = false; !isLast;) {
    const found = await ports.finder.unfinishedBills({ period, limit: LIMIT, ...(after !== undefined && { after }) });
    await atOnce(found, ports.run.atOnce, async (billId) => {
      ports.heartbeat();
      if (billIdentity(billId)) await ports.startDeduction({ billId });
    });
    after = found.at(-1);
    isLast = found.length < LIMIT;
  }
}

/** X16: whether the newest month that is due has a run. */
export async function missedRun(ports: BillingPorts): Promise<{ missed?: string }> {
  const { due } = ports.policy;
  const at = ports.now();
  const period = duePeriod(at, due);
  const { states } = await ports.log.load({ run: stream('deductionRun', period) });
  if (!isMissed(states.run, period, due, ports.run.missedAfterMs, at)) return {};
  await noteRun(period, { type: 'NoteMissed', period }, 'missed', ports);
  ports.alarm('run-missed', { period });
  return { missed: period };
}
