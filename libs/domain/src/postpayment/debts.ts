import type { Account } from '../account/state';
import type { Bill } from '../bill/state';
import { billIdOf } from '../bill/bill-id';
import { unbilledOf, type MonthCharges } from '../charges/state';
import { Refusal } from '../refusal';

/** What an account owes: bills that are issued and not paid, and expenses that no bill has yet. */
export interface Debts {
  readonly unpaidBills: readonly string[];
  readonly hasUnbilledCharges: boolean;
}

/** Nothing is owed. */
export const noDebts: Debts = { unpaidBills: [], hasUnbilledCharges: false };

/** The debts of an account, out of its own stream, its newest bills and its charges of the months that bills still take. */
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
