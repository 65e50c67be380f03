import type {
  AccountEvent,
  BillEvent,
  CardAdditionEvent,
  ChargesEvent,
  DeductionRunEvent,
  ValidityChangeEvent,
  WalletEvent,
} from '@onfile/domain';

/** The facts that some read model shows. Others pass by and only move the checkpoint. */
export type ShownFact = AccountEvent | WalletEvent | CardAdditionEvent | ValidityChangeEvent | BillingFact;

/** Facts of bills and what they are made of. */
export type BillingFact = BillEvent | ChargesEvent | DeductionRunEvent;

/**
 * Facts that begin a stream and tell, as `accountId`, whose it is; facts after them do not. The owner is kept for those.
 * Streams whose id is the account's own need none.
 */
export const ownerTellingFacts: ReadonlySet<string> = new Set<ShownFact['type']>([
  'CardAdditionStarted',
  'ValidityChangeStarted',
]);

/** Where a fact stands in the log. `position` is decimal text of one unsigned 64-bit number, larger is later. */
export interface Place {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
}

/**
 * One event of the log as the projector gets it: a fact, or why it can not be read (`unreadable`: the cause, never its
 * content). Exactly one of the two is there.
 */
export interface FollowedEvent extends Place {
  readonly type: string;
  readonly fact?: { readonly type: string; readonly at: string; readonly data: unknown };
  readonly unreadable?: string;
}

/** The category of a stream: what stands before its first dash. */
export function categoryOf(stream: string): string {
  const dash = stream.indexOf('-');
  return dash < 0 ? stream : stream.slice(0, dash);
}

/** The id of a stream: what stands after its first dash. */
export function idOf(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}

/** True if position `a` comes after position `b`; everything comes after null, which is before the log. */
export function isAfter(a: string, b: string | null): boolean {
  return b === null || BigInt(a) > BigInt(b);
}
