import { billIdOf, dueAt, monthIn, nextMove, priceNow, riskGrounds, type RiskGround } from '@onfile/domain';
import { stream } from '@onfile/event-log';
import { chargesIdOf } from '@onfile/domain';
import { ApplicationFailure } from '@temporalio/common';
import { advance } from './advance';
import { atOnce } from './at-once';
import { openDesk } from './desk';
import { causeOf } from './page';
import type { BillingPorts, BillPorts } from './ports';

/** R30b: the id of the next interim bill of the running month. */
export async function nextInterim(
  accountId: string,
  { log, policy, now }: Pick<BillPorts, 'log' | 'policy' | 'now'>,
): Promise<string> {
  const period = monthIn(policy.due.zone, now());
  const { states } = await log.load({ month: stream('charges', chargesIdOf(accountId, period)) });
  return billIdOf({ accountId, period, interim: states.month.interims + 1 });
}

/**
 * D13: looks whether an account is at risk, and bills it at once if it is (R30b). Charges that a bill has are not seen
 * again: neither by the next look, nor on the third.
 */
export async function billIfAtRisk(accountId: string, ports: BillingPorts): Promise<boolean> {
  const billId = await nextInterim(accountId, ports);
  const grounds = await groundsNow(billId, ports);
  if (grounds.length === 0) return false;
  const came = await advance(openDesk({ billId, grounds }, ports), ports, ports.heartbeat);
  if ('waitUntil' in came) await ports.startDeduction({ billId });
  else if (came.standing === 'blocked') ports.alarm('bill-blocked', { billId });
  return true;
}

async function groundsNow(billId: string, ports: BillingPorts): Promise<readonly RiskGround[]> {
  // As if there were a ground, so that rates are asked for.
  const desk = openDesk({ billId, grounds: [{ rule: 'operator', inputs: {} }] }, ports, { isNew: true });
  await desk.load();
  const move = nextMove(desk.world(), ports.now());
  if (move.type === 'take-rates') await desk.takeRates(move.currencies);
  const world = desk.world();
  const unbilled = priceNow(world)?.total;
  if (!unbilled || unbilled.minor <= 0) return [];
  const { due, risk } = ports.policy;
  if (unbilled.currency !== risk.unbilledLimit.currency)
    await desk.takeRates(ratesOf(unbilled.currency, risk.unbilledLimit.currency));
  const { wallet, rates, period } = desk.world();
  const view = { unbilled, wallet, dueAt: dueAt(period, due), zone: due.zone, rates };
  return riskGrounds(view, risk, ports.now());
}

const ratesOf = (...currencies: string[]): string[] => currencies.filter((currency) => currency !== 'USD');

/** D13: a page of accounts with unbilled charges. One account's failure is told, and keeps no other from being looked at. */
export async function billPageAtRisk(
  { after, limit }: { after?: string; limit: number },
  ports: BillingPorts,
): Promise<{ billed: number; next?: string }> {
  const period = monthIn(ports.policy.due.zone, ports.now());
  const page = { period, partition: 0, partitions: 1, limit };
  const accounts = await ports.finder.accountsToBill({ ...page, ...(after !== undefined && { after }) });
  const billed = await atOnce(accounts, ports.run.atOnce, async (accountId) => {
    ports.heartbeat();
    try {
      return await billIfAtRisk(accountId, ports);
    } catch (error) {
      if (error instanceof ApplicationFailure && !error.nonRetryable) throw error; // the page is looked at again
      ports.alarm('account-not-billed', { accountId, cause: causeOf(error) });
      return false;
    }
  });
  const next = accounts.length < limit ? undefined : accounts.at(-1);
  return { billed: billed.filter(Boolean).length, ...(next !== undefined && { next }) };
}
