import type Database from 'better-sqlite3';
import type { Amount } from './payment';

/** What a line of the ledger is about. `settle` and `expire` the bank does by itself. */
export type LedgerOperation = 'hold' | 'charge' | 'void' | 'refund' | 'settle' | 'expire';

/** One line, written once and never changed. `status` is what became of `id` by it. */
export interface LedgerEntry {
  readonly seq: number;
  readonly at: string;
  /** Of the request that caused it; of the hold itself where the bank acted by itself. */
  readonly key: string;
  readonly operation: LedgerOperation;
  readonly id: string;
  readonly amount: Amount;
  readonly status: string;
  readonly last4: string;
}

/** The bank's own truth: every hold, charge, void and refund by idempotency key, in order. */
export interface Ledger {
  write(entry: Omit<LedgerEntry, 'seq'>): void;
  /** At most `limit` lines after `seq`, oldest first. */
  after(seq: number, limit: number): LedgerEntry[];
  /** At most `limit` lines before `seq`, newest first. */
  before(seq: number, limit: number): LedgerEntry[];
  /** Lines of one day (UTC, `YYYY-MM-DD`), oldest first. Reads all of the ledger: once a day is seldom. */
  ofDay(day: string): LedgerEntry[];
  /** Ids of the charges that took money, whatever became of them since. Reads all of the ledger, too. */
  taken(): ReadonlySet<string>;
}

type Row = Omit<LedgerEntry, 'amount'> & Amount;

export function ledgerIn(db: Database.Database): Ledger {
  const insert = db.prepare(
    'INSERT INTO ledger (at, key, operation, id, currency, minor, status, last4) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const after = db.prepare<[number, number], Row>('SELECT * FROM ledger WHERE seq > ? ORDER BY seq LIMIT ?');
  const before = db.prepare<[number, number], Row>('SELECT * FROM ledger WHERE seq < ? ORDER BY seq DESC LIMIT ?');
  const ofDay = db.prepare<[string, string], Row>('SELECT * FROM ledger WHERE at >= ? AND at < ? ORDER BY seq');
  const taken = db
    .prepare<[], string>(`SELECT id FROM ledger WHERE operation = 'charge' AND status IN ('captured', 'part-approved')`)
    .pluck();
  return {
    write: ({ at, key, operation, id, amount, status, last4 }) =>
      void insert.run(at, key, operation, id, amount.currency, amount.minor, status, last4),
    after: (seq, limit) => after.all(seq, limit).map(entryOf),
    before: (seq, limit) => before.all(seq, limit).map(entryOf),
    // Instants are ISO texts: those of a day lie between its name and its name with a letter above `T`.
    ofDay: (day) => ofDay.all(day, `${day}U`).map(entryOf),
    taken: () => new Set(taken.all()),
  };
}

const entryOf = ({ currency, minor, ...row }: Row): LedgerEntry => ({
  seq: row.seq,
  at: row.at,
  key: row.key,
  operation: row.operation,
  id: row.id,
  amount: { currency, minor },
  status: row.status,
  last4: row.last4,
});
