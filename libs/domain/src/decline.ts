import type { WhoCanFix } from './who-can-fix';

/** What a decline means to people; the network's code behind it is for staff (R33). Stable: add, never rename. */
export type DeclineGroup =
  | 'approved'
  | 'part-approved'
  | 'call-the-bank'
  | 'our-set-up'
  | 'refused'
  | 'no-reason'
  | 'not-allowed-kind'
  | 'amount-refused'
  | 'number-unknown'
  | 'bank-system-error'
  | 'account-closed'
  | 'balance-insufficient'
  | 'expired'
  | 'security'
  | 'over-limit'
  | 'restricted'
  | 'confirmation-needed'
  | 'too-many-tries'
  | 'security-code-wrong'
  | 'bank-unreachable'
  | 'not-allowed-by-law'
  | 'already-sent'
  | 'payments-stopped';

/** When we may try the same card again. `waitsMs`: how long to wait before each next try, the last one repeating. */
export type SameCard =
  | { readonly when: 'now' }
  | { readonly when: 'never' }
  | { readonly when: 'later'; readonly waitsMs: readonly number[]; readonly atMost?: number }
  | { readonly when: 'after'; readonly what: AfterWhat };

/** What must happen first, by the customer, the bank or us. */
export type AfterWhat = 'top-up' | 'call' | 'our-fix' | 'edit' | 'activation' | 'confirmation' | 'consent' | 'lookup';

/** One row of section 6. */
export interface Decline {
  readonly group: DeclineGroup;
  readonly shown: string;
  readonly whoCanFix: WhoCanFix;
  readonly nextStep: string;
  readonly sameCard: SameCard;
  /** Bills only: whether the next card is tried at once, and after how many tries of this one. */
  readonly nextCard: boolean;
  readonly triesBeforeNextCard?: number;
  /** 04, 07, 41, 43: the card is not used again. */
  readonly blockCard?: boolean;
  /** 03, 13: an operator must know at once. */
  readonly alarm?: boolean;
  /** 10: what was approved is voided before anything else. */
  readonly voidFirst?: boolean;
  /** 1A, 70: the customer is sent a link to confirm. */
  readonly sendLink?: boolean;
}
