import { billIdOf, deductionOrder, dueAt, initialBill, priceNow, ratesMissing, trialOf } from '@onfile/domain';
import type { BillPage, DryPage } from '@onfile/workflows';
import { ApplicationFailure } from '@temporalio/common';
import { atOnce } from './at-once';
import { type Desk, NO_RATE, openDesk } from './desk';
import type { BillingPorts } from './ports';

/**
 * X3: prices a page and looks at its cards; writes nothing, charges nobody. Only rates that a bill needs are asked for;
 * an account whose rate is missing is told of by its currency, and the others are priced all the same.
 */
export async function dryRun(
  { period, after }: BillPage,
  { accounts, isLast }: { accounts: readonly string[]; isLast: boolean },
  ports: BillingPorts,
): Promise<DryPage> {
  const totals: Record<string, number> = {};
  const withoutRate: Record<string, number> = {};
  const isNew = ports.now() < dueAt(period, ports.policy.due); // nobody can have a bill yet
  let bills = 0;
  let cannotPay = 0;
  await atOnce(accounts, ports.run.atOnce, async (accountId) => {
    ports.heartbeat();
    const desk = openDesk({ billId: billIdOf({ accountId, period }) }, ports, { isNew });
    await desk.load();
    if (desk.world().bill.issued) return; // what came late goes to the next bill
    const missing = await missingRate(desk);
    if (missing !== undefined) withoutRate[missing] = (withoutRate[missing] ?? 0) + 1;
    const total = priceNow(desk.world())?.total;
    if (!total || total.minor <= 0) return;
    bills += 1;
    totals[total.currency] = (totals[total.currency] ?? 0) + total.minor;
    if (!canPay(desk, ports)) cannotPay += 1;
  });
  return {
    ...{ through: accounts.at(-1) ?? after ?? '', isLast, accounts: accounts.length },
    ...{ bills, cannotPay, totals, withoutRate },
  };
}

/** The first currency that the bill needs and nobody publishes a rate of. */
async function missingRate(desk: Desk): Promise<string | undefined> {
  for (const currency of ratesMissing(desk.world())) {
    try {
      await desk.takeRates([currency]);
    } catch (error) {
      if (error instanceof ApplicationFailure && error.type === NO_RATE) return currency;
      throw error;
    }
  }
  return undefined;
}

function canPay(desk: Desk, ports: BillingPorts): boolean {
  const at = ports.now();
  const world = { ...desk.world(), bill: initialBill };
  const places = deductionOrder(world.wallet, at, ports.policy.due.zone);
  return places.some(({ held }) => 'held' in trialOf(held.cardId, world, at));
}
