import { addCounts, billIdOf, type FailedAccount, nextMove, noCounts, type RunCounts } from '@onfile/domain';
import { LogConflict, LogError } from '@onfile/event-log';
import { ApplicationFailure } from '@temporalio/common';
import { advance, type Advanced } from './advance';
import { atOnce } from './at-once';
import { type Desk, openDesk } from './desk';
import { pageNumbers, voidGiven } from './numbers';
import type { BillingPorts } from './ports';
import type { Lane } from './slots';

/** What became of the accounts of a page. */
export interface PageResult {
  readonly counts: RunCounts;
  readonly failed: readonly FailedAccount[];
}

/** The accounts of a page. `billed` ones have their bill from an earlier attempt: they are only seen through, and counted. */
export interface PageAccounts {
  readonly unbilled: readonly string[];
  readonly billed: readonly string[];
}

/** One account of a page. `desk` is absent where it could not even be priced. */
interface OnPage {
  readonly accountId: string;
  readonly desk?: Desk;
  readonly cause?: string;
  readonly needsNumber?: boolean;
}

/** Accounts that are priced and numbered together, while those before them are issued and deducted. */
const TOGETHER = 125;

/**
 * R30a: prices a page of accounts, reserves its numbers in blocks, issues and deducts; the gateway need not wait for the
 * prices of the whole page. One account's failure is told, and is not the page's; only where the log is away does the page
 * fail, to be done again as a whole. `command` names the page for ever.
 */
export async function billAccounts(
  { unbilled, billed }: PageAccounts,
  { period, command }: { period: string; command: string },
  ports: BillingPorts,
  lane: Lane,
): Promise<PageResult> {
  const { atOnce: most } = ports.run;
  const numbers = pageNumbers(command, ports);
  const finishing: Promise<AccountResult>[] = [];
  try {
    for (let begin = 0; begin < unbilled.length; begin += TOGETHER) {
      const some = unbilled.slice(begin, begin + TOGETHER);
      const priced = await atOnce(some, most, (accountId) => priceAccount(accountId, period, ports));
      const given = await numbers.give(
        priced.flatMap(({ desk, needsNumber }) => (desk && needsNumber ? [desk.billId] : [])),
      );
      for (const one of priced) {
        const finished = lane.run(() => finishAccount(one, given, ports));
        finished.catch(() => undefined); // told when all are waited for
        finishing.push(finished);
      }
    }
    for (const accountId of billed) {
      const finished = lane.run(() => finishBilled(accountId, period, ports));
      finished.catch(() => undefined);
      finishing.push(finished);
    }
  } finally {
    await Promise.allSettled(finishing); // nobody is at it any more when the page ends, however it does
  }
  const results = await Promise.all(finishing);
  const counts = results.reduce((sum, { count }) => addCounts(sum, count), noCounts);
  return { counts, failed: results.flatMap(({ failed }) => failed ?? []) };
}

async function priceAccount(accountId: string, period: string, ports: BillingPorts): Promise<OnPage> {
  ports.heartbeat();
  try {
    const billId = billIdOf({ accountId, period });
    let desk = openDesk({ billId }, ports, { isNew: true });
    let move = await firstMove(desk, ports);
    if (move.type === 'done' && move.as === 'nothing-to-bill') {
      // Its charges may be in this very bill already, which somebody has left behind.
      desk = openDesk({ billId }, ports);
      move = await firstMove(desk, ports);
    }
    return { accountId, desk, needsNumber: move.type === 'reserve-number' };
  } catch (error) {
    return { accountId, cause: causeOf(error) };
  }
}

async function firstMove(desk: Desk, ports: BillingPorts): Promise<ReturnType<typeof nextMove>> {
  await desk.load();
  const move = nextMove(desk.world(), ports.now());
  if (move.type !== 'take-rates') return move;
  await desk.takeRates(move.currencies);
  return nextMove(desk.world(), ports.now());
}

/** Sees a bill through that is there already. */
async function finishBilled(accountId: string, period: string, ports: BillingPorts): Promise<AccountResult> {
  ports.heartbeat();
  const desk = openDesk({ billId: billIdOf({ accountId, period }) }, ports);
  try {
    await desk.load();
  } catch (error) {
    return failedAccount(accountId, causeOf(error), ports);
  }
  return finishAccount({ accountId, desk }, new Map(), ports);
}

interface AccountResult {
  readonly count: RunCounts;
  readonly failed?: FailedAccount;
}

async function finishAccount(
  { accountId, desk, cause }: OnPage,
  numbers: ReadonlyMap<string, string>,
  ports: BillingPorts,
): Promise<AccountResult> {
  if (!desk) return failedAccount(accountId, cause ?? 'unknown', ports);
  try {
    const number = numbers.get(desk.billId);
    if (number !== undefined) desk.number(number);
    const came = await advance(desk, ports, ports.heartbeat);
    const carried = desk.world().bill.issued?.number;
    // Somebody else was faster. A bill that was not issued at all is left to the sweep: another page may be about to do it.
    if (number !== undefined && carried !== undefined && carried !== number)
      await voidGiven({ billId: desk.billId, number, why: 'numbered-before' }, ports);
    // What is so, whoever did it: a page that is done again counts what its first attempt has done.
    const issued = carried === undefined ? 0 : 1;
    return { count: { ...noCounts, accounts: 1, issued, ...(await placeOf(came, desk, ports)) } };
  } catch (error) {
    if (error instanceof LogConflict) return tooBusy(desk, ports);
    return failedAccount(accountId, causeOf(error), ports);
  }
}

/** Others kept writing to its streams for as long as one tries: its own workflow tries on, and the page goes on. */
async function tooBusy({ billId }: Desk, ports: BillingPorts): Promise<AccountResult> {
  await ports.startDeduction({ billId });
  return { count: { ...noCounts, accounts: 1, waiting: 1 } };
}

/** A bill that must wait is handed to a workflow of its own. */
async function placeOf(came: Advanced, { billId }: Desk, ports: BillingPorts): Promise<Partial<RunCounts>> {
  if ('waitUntil' in came) {
    await ports.startDeduction({ billId });
    return { waiting: 1 };
  }
  if (came.standing === 'paid') return { paid: 1 };
  if (came.standing === 'blocked') {
    ports.alarm('bill-blocked', { billId });
    return { blocked: 1 };
  }
  return { nothing: 1 };
}

function failedAccount(accountId: string, cause: string, ports: BillingPorts): AccountResult {
  ports.alarm('account-not-billed', { accountId, cause });
  return { count: { ...noCounts, accounts: 1, failed: 1 }, failed: { accountId, cause } };
}

/** The kind of error, never its words. @throws the error itself where it says that the log is away */
export function causeOf(error: unknown): string {
  if (error instanceof LogError && error.code !== 'fact-malformed' && !error.code.startsWith('fact-')) throw error;
  if (error instanceof ApplicationFailure) return error.type ?? 'unknown';
  return error instanceof Error ? error.name : 'unknown';
}
