import type { BillNumbersEvent, NumberVoidReason } from './events';

/** What the rules know of a year's numbers. */
export interface BillNumbers {
  readonly next: number;
  /** Numbers that no bill will carry any more. */
  readonly voided: readonly string[];
}

export const initialBillNumbers: BillNumbers = { next: 1, voided: [] };

/** Folds one fact into the state. Total: never throws, reads no clock, has no default branch. */
export function evolveBillNumbers(numbers: BillNumbers, fact: BillNumbersEvent): BillNumbers {
  switch (fact.type) {
    case 'BillNumbersReserved':
      return { ...numbers, next: Math.max(numbers.next, fact.data.first + fact.data.bills.length) };
    case 'BillNumberVoided':
      return { ...numbers, voided: [...numbers.voided, fact.data.number] };
  }
}

/** R30a: the next numbers, without a gap, for these bills in their order. */
export function reserveNumbers(bills: readonly string[], { next }: BillNumbers, at: string): BillNumbersEvent[] {
  return bills.length === 0 ? [] : [{ type: 'BillNumbersReserved', at, data: { first: next, bills } }];
}

/** A number as bills carry it: `2024-00000017`. */
export const numberText = (year: string, n: number): string => `${year}-${String(n).padStart(8, '0')}`;

/** Tells why a reserved number is carried by no bill. */
export function voidNumber(
  { number, billId, why }: { number: string; billId: string; why: NumberVoidReason },
  { voided }: BillNumbers,
  at: string,
): BillNumbersEvent[] {
  return voided.includes(number) ? [] : [{ type: 'BillNumberVoided', at, data: { number, billId, why } }];
}

/** The numbers that a reservation gave, by bill: `2024-00000017`. */
export function numbersOf(year: string, facts: readonly BillNumbersEvent[]): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>();
  for (const fact of facts) {
    if (fact.type !== 'BillNumbersReserved') continue;
    const { first, bills } = fact.data;
    bills.forEach((billId, index) => numbers.set(billId, numberText(year, first + index)));
  }
  return numbers;
}
