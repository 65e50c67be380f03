import type {
  BillFigures,
  BillFilter,
  BillView,
  ChargeTotals,
  HoldProof,
  HoldTotals,
  DeductionRunView,
  HistoricalCardForStaff,
  HistoryFilter,
  HoldView,
  OverdueAccount,
  Page,
  PageRequest,
  PaymentMethodsView,
  TimelineEntry,
  UnbilledMonth,
} from '@onfile/read-models';

/** What pages read. Behind the log by a moment; each throws an error of PostgreSQL when it can not be had. */
export interface Views {
  /** Whether all views have caught up with a position of the log, within `timeoutMs`. */
  reached(position: string, timeoutMs: number): Promise<boolean>;
  paymentMethods(accountId: string): Promise<PaymentMethodsView>;
  /** With the bank's own codes: whoever answers a customer turns them into words. @throws {CursorInvalid} */
  historicalCards(accountId: string, page: PageRequest & HistoryFilter): Promise<Page<HistoricalCardForStaff>>;
  /** @throws {CursorInvalid} */
  holds(accountId: string, page: PageRequest): Promise<Page<HoldView>>;
  /** @throws {CursorInvalid} */
  accountTimeline(accountId: string, page: PageRequest): Promise<Page<TimelineEntry>>;
  /** @throws {CursorInvalid} */
  bills(filter: BillFilter, page: PageRequest): Promise<Page<BillView>>;
  unbilledCharges(accountId: string): Promise<readonly UnbilledMonth[]>;
  billFigures(period: string): Promise<readonly BillFigures[]>;
  overdueAccounts(): Promise<readonly OverdueAccount[]>;
  chargeTotals(from: string, to: string): Promise<readonly ChargeTotals[]>;
  /** X2: the holds asked for from `from` to before `to` (ISO) by how they stand. */
  holdTotals(from: string, to: string): Promise<readonly HoldTotals[]>;
  /** X2: whether those that were placed have gone back. */
  holdProof(from: string, to: string): Promise<readonly HoldProof[]>;
  deductionRuns(): Promise<readonly DeductionRunView[]>;
  deductionRun(period: string): Promise<DeductionRunView | undefined>;
}
