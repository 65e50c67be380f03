import type { Brand } from '../cards/card-number';
import type { FaultName, Operation } from '../faults/fault';

/** 3-D Secure's transStatus, as the network names it. */
export type TransStatus = 'Y' | 'A' | 'C' | 'D' | 'N' | 'R' | 'U' | 'I';

/** How the check of the security code went; only a mismatch speaks against a card. */
export type SecurityCodeResult = 'match' | 'mismatch' | 'not-processed' | 'not-supported';

/** What the bank does once the person has pressed a button on its page. `silent`: nothing, for ever. */
export type PageEnding = 'as-answered' | 'then-declined' | 'error' | 'cancelled' | 'silent';

/** What a card does when money is asked of it. */
export type Behaviour =
  | {
      readonly on: 'approve';
      readonly networkCode?: '00' | '85';
      readonly transStatus?: TransStatus;
      readonly securityCodeResult?: SecurityCodeResult;
      readonly addressResult?: 'mismatch' | 'not-supported';
    }
  | {
      readonly on: 'decline';
      readonly networkCode: string;
      readonly adviceCode?: string;
      readonly transStatus?: TransStatus;
      readonly securityCodeResult?: SecurityCodeResult;
      /** So many bills of the card are declined, then they are approved. */
      readonly times?: number;
      /** When the customer is there, the bank page is shown instead. */
      readonly asksCustomer?: true;
      /** The bank issues the card anew at that moment and says so by a notice. */
      readonly reissues?: true;
    }
  | { readonly on: 'ask'; readonly transStatus: 'C' | 'D'; readonly ending: PageEnding }
  | { readonly on: 'approve-part' }
  | { readonly on: 'already-sent' };

/** A fault that a card brings along: at which operation, and at how many calls under one key (else always). */
export interface CardFault {
  readonly operation: Operation;
  readonly fault: FaultName;
  readonly timesPerKey?: number;
}

/** A test card: every number that begins with its prefix behaves so. */
export interface Scenario {
  /** Stable, kebab-case, never renamed: tests ask for cards by it. */
  readonly name: string;
  /** Eight digits, or a whole number of a public test set. */
  readonly prefix: string;
  /** For people, one sentence. */
  readonly what: string;
  readonly hold: Behaviour;
  readonly charge: Behaviour;
  readonly brand?: Brand;
  readonly funding?: 'credit' | 'debit' | 'prepaid';
  /** Where it was issued whatever the form says; else where the form says, or the bank's own country. */
  readonly country?: string;
  /** The same card as the number that begins with this prefix and has the same digits behind it. */
  readonly twinOf?: string;
  readonly fault?: CardFault;
  /** Name of the scenario that the card follows once its holder gave it a new date (R37). */
  readonly renewedAs?: string;
}

export const APPROVE: Behaviour = { on: 'approve' };
