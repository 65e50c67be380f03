import type Database from 'better-sqlite3';
import type { Seed } from '../seed';
import type { Kind, Payment, PaymentChange, PaymentStatus } from './payment';

/** Holds and charges as they stand. */
export interface Payments {
  add(payment: Payment): void;
  change(payment: Payment, change: PaymentChange): Payment;
  find(kind: Kind, id: string): Payment | undefined;
  withKey(kind: Kind, key: string): Payment | undefined;
  /** Oldest first. */
  withReference(kind: Kind, reference: string): Payment[];
  withPage(pageId: string): Payment | undefined;
  /** Holds that nobody released or took since `at`. */
  heldSince(at: string): Payment[];
}

interface Row {
  readonly id: string;
  readonly kind: Kind;
  readonly key: string;
  readonly token: string;
  readonly scenario: string;
  readonly last4: string;
  readonly currency: string;
  readonly minor: number;
  readonly reference: string;
  readonly return_url: string | null;
  readonly initiated_by: Payment['initiatedBy'];
  readonly status: PaymentStatus;
  readonly network_code: string;
  readonly advice_code: string | null;
  readonly approved: number | null;
  readonly trans_status: string | null;
  readonly security_code_result: string | null;
  readonly address_result: string | null;
  readonly bank_page: string | null;
  readonly page_id: string | null;
  readonly page_tries: number;
  readonly at: string;
}

/** Ids are made of keys (`seed`), so that one index finds a payment by either: every bill pays for each index. */
export function paymentsIn(db: Database.Database, seed: Seed): Payments {
  const insert = db.prepare(`INSERT INTO payments VALUES (${'?, '.repeat(21)}?)`);
  const update = db.prepare(
    `UPDATE payments SET status = ?, network_code = ?, advice_code = ?, trans_status = ?, bank_page = ?, page_tries = ?
     WHERE id = ?`,
  );
  const byId = db.prepare<[string, Kind], Row>('SELECT * FROM payments WHERE id = ? AND kind = ?');
  const byReference = db.prepare<[Kind, string], Row>(
    'SELECT * FROM payments WHERE kind = ? AND reference = ? ORDER BY at, id LIMIT 100',
  );
  const byPage = db.prepare<[string], Row>('SELECT * FROM payments WHERE page_id = ?');
  const heldSince = db.prepare<[string], Row>("SELECT * FROM payments WHERE status = 'held' AND at < ? LIMIT 1000");
  const one = (row: Row | undefined) => row && paymentOf(row);
  return {
    add: (payment) => void insert.run(valuesOf(payment)),
    change(payment, change) {
      const now = { ...payment, ...change };
      const { status, networkCode, adviceCode, transStatus, bankPage, pageTries, id } = now;
      update.run(status, networkCode, adviceCode ?? null, transStatus ?? null, bankPage ?? null, pageTries, id);
      return now;
    },
    find: (kind, id) => one(byId.get(id, kind)),
    withKey: (kind, key) => one(byId.get(seed.id(kind, key), kind)),
    withReference: (kind, reference) => byReference.all(kind, reference).map(paymentOf),
    withPage: (pageId) => one(byPage.get(pageId)),
    heldSince: (at) => heldSince.all(at).map(paymentOf),
  };
}

/** In the order of the table's columns: positions are faster to bind than names, and this is the busiest write. */
const valuesOf = (payment: Payment): unknown[] => [
  payment.id,
  payment.kind,
  payment.key,
  payment.token,
  payment.scenario,
  payment.last4,
  payment.amount.currency,
  payment.amount.minor,
  payment.reference,
  payment.returnUrl ?? null,
  payment.initiatedBy,
  payment.status,
  payment.networkCode,
  payment.adviceCode ?? null,
  payment.approvedMinor ?? null,
  payment.transStatus ?? null,
  payment.securityCodeResult ?? null,
  payment.addressResult ?? null,
  payment.bankPage ?? null,
  payment.pageId ?? null,
  payment.pageTries,
  payment.at,
];

const paymentOf = (row: Row): Payment => ({
  id: row.id,
  kind: row.kind,
  key: row.key,
  token: row.token,
  scenario: row.scenario,
  last4: row.last4,
  amount: { currency: row.currency, minor: row.minor },
  reference: row.reference,
  returnUrl: row.return_url ?? undefined,
  initiatedBy: row.initiated_by,
  status: row.status,
  networkCode: row.network_code,
  adviceCode: row.advice_code ?? undefined,
  approvedMinor: row.approved ?? undefined,
  transStatus: (row.trans_status as Payment['transStatus']) ?? undefined,
  securityCodeResult: (row.security_code_result as Payment['securityCodeResult']) ?? undefined,
  addressResult: row.address_result ?? undefined,
  bankPage: (row.bank_page as Payment['bankPage']) ?? undefined,
  pageId: row.page_id ?? undefined,
  pageTries: row.page_tries,
  at: row.at,
});
