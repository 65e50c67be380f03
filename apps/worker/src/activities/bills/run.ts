import {
  billIdentity,
  type DeductionRunCommand,
  decideDeductionRun,
  dueAt,
  duePeriod,
  isMissed,
  nextMove,
  priceNow,
  Refusal,
  trialOf,
  billIdOf,
  initialBill,
  deductionOrder,
  type DeductionRun,
} from '@onfile/domain';
import { stream } from '@onfile/event-log';
import { type BillPage, type DeductionRunActivities, type DryPage, REFUSAL_FAILURE } from '@onfile/workflows';
import { ApplicationFailure } from '@temporalio/common';
import { atOnce } from './at-once';
import { openDesk } from './desk';
import { billAccounts } from './page';
import type { BillingPorts } from './ports';

/** X8: what a deduction run asks of the world. */
export function runActivities(ports: BillingPorts): DeductionRunActivities {
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
      const { accounts, isLast } = await accountsOf(page, ports);
      const command = `deductionRun-${period}/${partition}/${after ?? ''}`;
      const { counts, failed } = await billAccounts(accounts, { period, command }, ports);
      const through = accounts.at(-1) ?? after ?? '';
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
    dryRunPage: (page) => dryRun(page, ports),
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

/** X3: prices a page and looks at its cards; writes nothing, charges nobody. */
async function dryRun(page: BillPage, ports: BillingPorts): Promise<DryPage> {
  const { accounts, isLast } = await accountsOf(page, ports);
  const { period, after } = page;
  const totals: Record<string, number> = {};
  let bills = 0;
  let cannotPay = 0;
  await atOnce(accounts, ports.run.atOnce, async (accountId) => {
    ports.heartbeat();
    const desk = openDesk({ billId: billIdOf({ accountId, period }) }, ports, { isNew: true });
    await desk.load();
    if (!priceNow(desk.world())) await takeAllRates(desk, ports);
    const world = desk.world();
    const total = priceNow(world)?.total;
    if (!total || total.minor <= 0) return;
    bills += 1;
    totals[total.currency] = (totals[total.currency] ?? 0) + total.minor;
    const at = ports.now();
    const places = deductionOrder(world.wallet, at, ports.policy.due.zone);
    const canPay = places.some(({ held }) => 'held' in trialOf(held.cardId, { ...world, bill: initialBill }, at));
    if (!canPay) cannotPay += 1;
  });
  return { through: accounts.at(-1) ?? after ?? '', isLast, accounts: accounts.length, bills, cannotPay, totals };
}

async function takeAllRates(desk: ReturnType<typeof openDesk>, ports: BillingPorts): Promise<void> {
  const move = nextMove(desk.world(), ports.now());
  if (move.type === 'take-rates') await desk.takeRates(move.currencies);
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
