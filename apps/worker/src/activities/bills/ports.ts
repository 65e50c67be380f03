import type { BillingPolicy } from '@onfile/domain';
import type { EventLog, KeptStreams } from '@onfile/event-log';
import type { CardCharges, ExchangeRates, Settlements } from '@onfile/gateways';
import type { BillOrder } from '@onfile/workflows';

/** All that a bill reaches the world by. */
export interface BillPorts {
  readonly log: Pick<EventLog, 'load' | 'record'>;
  readonly charges: CardCharges;
  readonly rates: ExchangeRates;
  readonly policy: BillingPolicy;
  /** ISO instant. */
  readonly now: () => string;
  /** Streams that every bill writes to, such as the year's numbers. */
  readonly kept: KeptStreams;
  /** Where customers come back to from the bank's page, without a slash at the end. */
  readonly publicUrl: string;
}

/** Where to look for bills. Only hints: the streams decide. */
export interface BillFinder {
  /** Accounts of a partition, in order of id, that have charges of `period` or before which no bill has. */
  accountsToBill(page: {
    period: string;
    partition: number;
    partitions: number;
    after?: string;
    limit: number;
  }): Promise<readonly string[]>;
  /** Accounts of a partition after `after`, up to `through` with it, that have the month's own bill, in order of id. */
  billedAccounts(stretch: {
    period: string;
    partition: number;
    partitions: number;
    after?: string;
    through?: string;
  }): Promise<readonly string[]>;
  /** Bills of a period that are not settled, overdue or blocked, in order of id. */
  unfinishedBills(page: { period: string; after?: string; limit: number }): Promise<readonly string[]>;
  /** Bills that should have moved before `before` (ISO), in order of id. */
  idleBills(page: { before: string; after?: string; limit: number }): Promise<readonly string[]>;
  /** Bills of which a charge was asked for or changed between `from` and `to` (ISO), in order of id. */
  chargedBills(page: { from: string; to: string; after?: string; limit: number }): Promise<readonly string[]>;
  /** The numbers that these bills carry; bills that are not issued are not in it. */
  numbersOfBills(billIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Waits until all of this knows what the log knows now. `onProgress` is called while it waits. */
  catchUp(onProgress: () => void): Promise<void>;
}

/** What operators are told of at once. Stable: add, never rename. */
export type Alarm = 'run-missed' | 'bill-blocked' | 'account-not-billed' | 'settlement-disagrees';

/** All that deduction runs reach the world by. */
export interface BillingPorts extends BillPorts {
  readonly finder: BillFinder;
  /** Absent where the card gateway gives no settlement file. */
  readonly settlements?: Settlements;
  /** Starts the workflow of a bill that must wait; one that runs is left alone. */
  readonly startDeduction: (order: BillOrder) => Promise<void>;
  readonly isRunning: (workflowId: string) => Promise<boolean>;
  /** Tells operators at once. `about` holds opaque ids and codes only. */
  readonly alarm: (what: Alarm, about: Record<string, string>) => void;
  /** Tells Temporal that the activity is alive. */
  readonly heartbeat: () => void;
  /** Which attempt of Temporal's to have the activity done this is, from 1. */
  readonly attempt: () => number;
  readonly run: RunShape;
}

/** How a run is cut up. */
export interface RunShape {
  readonly partitions: number;
  readonly pageSize: number;
  /** Accounts priced at once in one page; its part of the bills that are under way at once in all pages of a process. */
  readonly atOnce: number;
  /** X16: a run that has not begun this long after it was due was missed. */
  readonly missedAfterMs: number;
}
