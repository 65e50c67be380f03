import type {
  HistoricalCardForStaff,
  HoldView,
  Page,
  PageRequest,
  PaymentMethodsView,
  TimelineEntry,
} from '@onfile/read-models';

/** What pages read. Behind the log by a moment; each throws an error of PostgreSQL when it can not be had. */
export interface Views {
  /** Whether all views have caught up with a position of the log, within `timeoutMs`. */
  reached(position: string, timeoutMs: number): Promise<boolean>;
  paymentMethods(accountId: string): Promise<PaymentMethodsView>;
  /** With the bank's own codes: whoever answers a customer turns them into words. @throws {CursorInvalid} */
  historicalCards(accountId: string, page: PageRequest): Promise<Page<HistoricalCardForStaff>>;
  /** @throws {CursorInvalid} */
  holds(accountId: string, page: PageRequest): Promise<Page<HoldView>>;
  /** @throws {CursorInvalid} */
  accountTimeline(accountId: string, page: PageRequest): Promise<Page<TimelineEntry>>;
}
