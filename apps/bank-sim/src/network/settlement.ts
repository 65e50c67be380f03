import type { LedgerEntry } from './ledger';

const COLUMNS = 'key,operation,id,currency,minor,status,at';

/** What moves money: charges that were captured, what was given back, and holds that were taken after all. */
const MOVES: Readonly<Record<string, readonly string[]>> = {
  charge: ['captured', 'part-approved'],
  void: ['voided'],
  refund: ['refunded'],
  settle: ['settled'],
};

/**
 * The settlement file of a day: one line for each movement, in the order of the ledger, CSV by RFC 4180. Amounts are
 * never negative: `operation` tells the direction. Holds and their voids are not in it, since they moved nothing, nor are
 * voids of charges that never took money, such as one that waited for the bank page: `taken` has those that did.
 */
export function settlementFile(entries: readonly LedgerEntry[], taken: ReadonlySet<string>): string {
  const lines = entries
    .filter((entry) => moves(entry, taken))
    .map(({ key, operation, id, amount, status, at }) =>
      [key, operation, id, amount.currency, amount.minor, status, at].map(field).join(','),
    );
  return [COLUMNS, ...lines].map((line) => `${line}\r\n`).join('');
}

function moves({ operation, status, id }: LedgerEntry, taken: ReadonlySet<string>): boolean {
  if (!MOVES[operation]?.includes(status)) return false;
  return operation === 'settle' ? id.startsWith('hold_') : operation !== 'void' || taken.has(id);
}

function field(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
