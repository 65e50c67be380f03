import type { Account } from '../account/state';
import { billIdOf, chargesIdOf } from '../bill/bill-id';
import { monthsBefore } from '../bill/period';
import type { Bill, ChargeTry } from '../bill/bill';
import { OPEN_MONTHS } from '../charges/check';
import { unbilledOf, type MonthCharges } from '../charges/state';
import { monthIn } from '../instant';
import { Refusal } from '../refusal';

/** What an account owes: bills that are issued and not paid, and expenses that no bill has yet. */
export interface Debts {
  readonly unpaidBills: readonly string[];
  readonly hasUnbilledCharges: boolean;
}

/** Nothing is owed. */
export const noDebts: Debts = { unpaidBills: [], hasUnbilledCharges: false };

/** The debts of an account, out of its own stream, its bills and its charges of the months that bills still take. */
export function debtsOf(
  { owes }: Pick<Account, 'owes'>,
  bills: readonly Bill[],
  months: readonly MonthCharges[],
): Debts {
  const open = bills.flatMap(({ issued, paid }) => (issued && !paid ? [billIdOf(issued)] : []));
  return {
    unpaidBills: [...new Set([...owes, ...open])].sort(),
    hasUnbilledCharges: months.some((charges) => !unbilledOf(charges).next().done),
  };
}

/** D17, R41–42: @throws {Refusal} `bill-unpaid` with the bills. */
export function expectNoUnpaidBill({ unpaidBills }: Debts): void {
  if (unpaidBills.length > 0) throw new Refusal('bill-unpaid', 'a bill is unpaid', { bills: unpaidBills });
}

/** Months whose bills are looked at: one that waits for an operator, or that was made up for late, may be that old. */
const MONTHS_OF_BILLS = 12;

/**
 * The months whose bills may be unpaid, newest first, and the ids of their charges' streams: a year, but none from before
 * the account, except that the first {@link OPEN_MONTHS} are always there. Of those alone a bill may still take charges.
 */
export function monthsToLookAt(
  accountId: string,
  { registered }: Pick<Account, 'registered'>,
  at: string,
  billingZone: string,
): readonly { month: string; chargesId: string }[] {
  const running = monthIn(billingZone, at);
  const first = registered ? monthIn(billingZone, registered.registeredAt) : running;
  const months = Array.from({ length: MONTHS_OF_BILLS }, (_, n) => monthsBefore(running, n));
  return months
    .filter((month, n) => n < OPEN_MONTHS || month >= first)
    .map((month) => ({ month, chargesId: chargesIdOf(accountId, month) }));
}

/** Ids of the bills that may be unpaid or have a charge under way: the overdue ones, and those of the months looked at. */
export function billIdsToLookAt(
  accountId: string,
  { owes }: Pick<Account, 'owes'>,
  months: readonly { readonly month: string; readonly charges: Pick<MonthCharges, 'interims'> }[],
): readonly string[] {
  const ids = months.flatMap(({ month: period, charges }) => [
    billIdOf({ accountId, period }),
    ...Array.from({ length: charges.interims }, (_, n) => billIdOf({ accountId, period, interim: n + 1 })),
  ]);
  return [...new Set([...owes, ...ids])];
}

/** Whether a charge of the card in this bill has no end yet: it is under way, or on its way back. */
export function hasOpenCharge({ tries, paid }: Pick<Bill, 'tries' | 'paid'>, cardId: string): boolean {
  return tries.some((one) => one.cardId === cardId && isOpenTry(one, paid));
}

function isOpenTry({ key, status, back }: ChargeTry, paid: Bill['paid']): boolean {
  switch (status) {
    case 'open':
    case 'unknown':
    case 'bank-page':
      return true;
    case 'part-approved':
    case 'confirm-needed':
      return back?.done === undefined;
    case 'captured': {
      const hasPaid = paid !== undefined && paid.key === key; // confirmed just before it was voided: it stays
      return back !== undefined && back.done === undefined && !hasPaid;
    }
    case 'declined':
    case 'given-up':
      return false;
  }
}
