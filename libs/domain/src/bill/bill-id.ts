import type { Period } from './period';

/** Identity of a bill (R30a): the account, its month, and which interim bill of the month it is, if it is one. */
export interface BillIdentity {
  readonly accountId: string;
  readonly period: Period;
  /** R30b: from 1. */
  readonly interim?: number;
}

/** `<account>-<period>`, and `-<n>` if interim: the id of the bill's stream and of its workflow. */
export function billIdOf({ accountId, period, interim }: BillIdentity): string {
  return `${accountId}-${period}${interim === undefined ? '' : `-${interim}`}`;
}

const BILL_ID = /^([A-Za-z0-9_-]+)-(\d{4}-(?:0[1-9]|1[0-2]))(?:-([1-9]\d{0,5}))?$/;

/** Reads a bill's id; undefined for text that is none. */
export function billIdentity(billId: string): BillIdentity | undefined {
  const [, accountId, period, interim] = BILL_ID.exec(billId) ?? [];
  if (accountId === undefined || period === undefined) return undefined;
  return { accountId, period, ...(interim !== undefined && { interim: Number(interim) }) };
}

/** The id of the stream of an account's charges of a month. */
export function chargesIdOf(accountId: string, month: Period): string {
  return `${accountId}-${month.replace('-', '')}`;
}
