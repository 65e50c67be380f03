/** Stable codes of refusals: add, never rename. The api gives each its HTTP status, the console its words. */
export type RefusalCode =
  | 'journey-open' // another journey of the account is open; details.journeyId
  | 'journey-over'
  | 'step-out-of-order' // details.step: the step to take
  | 'too-many-failures' // D16, R31; details.retryAt
  | 'too-many-cards' // R6; details.limit
  | 'account-suspended'
  | 'account-unknown'
  | 'account-exists'
  | 'resend-too-early' // R11–12; details.retryAt
  | 'too-many-sends' // R11–12; details.retryAt
  | 'no-code-sent'
  | 'code-expired'
  | 'code-void' // five wrong tries
  | 'code-wrong' // details.triesLeft; counted, so a fact stands behind it
  | 'number-changed' // the code was sent to another number
  | 'number-not-of-region' // R14–16; details.region
  | 'number-not-mobile'
  | 'number-in-use'
  | 'information-invalid' // details.field
  | 'industry-unknown'
  | 'currency-not-offered'
  | 'currency-missing'
  | 'tax-id-missing' // R26–28
  | 'tax-id-invalid'
  | 'expiry-in-past' // R21
  | 'currency-mismatch'
  | 'charge-invalid' // details.field
  | 'charge-differs' // the record's id stands for another expense
  | 'charge-too-old' // its month is no longer taken
  | 'charge-in-future'
  | 'bill-unknown'
  | 'bill-paid'
  | 'bill-blocked' // D7: it waits for an operator
  | 'bill-not-blocked'
  | 'charge-in-flight' // X13: a charge has no answer yet; details.retryAt
  | 'card-not-usable'
  | 'confirmation-not-asked'
  | 'nothing-to-bill'
  | 'period-not-over' // details.retryAt
  | 'period-invalid'
  | 'reason-missing'
  | 'ask-unknown'
  | 'ask-answered' // by whoever was first
  | 'ask-lapsed'
  | 'second-person-needed' // whoever asks does not say yes
  | 'card-unknown' // no such card of this account
  | 'card-removed'
  | 'card-expired' // Edit makes it valid again
  | 'card-blocked'
  | 'default-card' // R40; details.cards: those that could become the default
  | 'last-card' // D17: only by giving up the postpayment qualification
  | 'order-invalid' // D6
  | 'wallet-changed' // If-Match; details.version
  | 'change-open' // another change of the card's validity; details.changeId
  | 'card-differs' // R37: the new date is of another card
  | 'validity-unchanged'
  | 'bill-unpaid' // R41, D17; details.bills
  | 'charges-unbilled' // D17
  | 'feedback-incomplete' // R43
  | 'feedback-empty'
  | 'feedback-too-long' // details.limit
  | 'bank-is-checking'; // while the hold's outcome is unknown nothing else may happen

/** What a customer needs to go on, in names that the problem answers carry as they are. No personal data. */
export interface RefusalDetails {
  readonly journeyId?: string;
  readonly step?: string;
  readonly field?: string;
  readonly region?: string;
  readonly limit?: number;
  readonly triesLeft?: number;
  /** Ids of the cards to choose from. */
  readonly cards?: readonly string[];
  readonly bills?: readonly string[];
  readonly changeId?: string;
  /** Of the wallet, now. */
  readonly version?: number;
  /** ISO instant from which the same command may succeed. */
  readonly retryAt?: string;
}

/** The rules turn a command down. Nothing was recorded (but a counted wrong code): correct it and try again. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: RefusalCode,
    why: string,
    readonly details: RefusalDetails = {},
  ) {
    super(`${code}: ${why}`);
  }
}
