import type { AccountType, CurrencyCode, IndustryCode, RegionCode } from '../codes';
import type { CardSummary } from '../card';
import type { Fact, PersonalFact } from '../fact';
import type { Money } from '../money';
import type { ResultCode } from '../result';
import type { TaxIdType, TaxIdWarning } from '../tax-id';
import type { JourneyPolicy } from './policy';

/** The page's steps, in its order (R1, R7–R10): email code, mobile number, account information, card, bank page. */
export type Step = 'email' | 'mobile' | 'information' | 'card' | 'bank-page';

/** R10, R13: why a step is not asked for. `bank-did-not-ask` is known only once the bank has answered. */
export type SkipReason = 'registered-recently' | 'mobile-already-added' | 'information-complete' | 'bank-did-not-ask';

/** The exchange rate taken for the hold (R3, R24): units of `to` for one USD, as decimal text. */
export interface RateTaken {
  readonly from: 'USD';
  readonly to: CurrencyCode;
  readonly rate: string;
  readonly asOf: string;
  readonly source: string;
}

/**
 * What was done to one dollar's worth before it was asked for (R3, R24): rounded to the smallest unit, or raised to one
 * whole unit or the network's minimum. `none`: the amount is exactly the dollar's worth.
 */
export type HoldRounding = 'none' | 'half-up' | 'up-to-minimum';

/** Facts of one journey, in stream `cardAddition-<journeyId>`. Stored for ever: add, never edit. */
export type CardAdditionEvent =
  | Fact<
      'CardAdditionStarted',
      {
        journeyId: string;
        accountId: string;
        region: RegionCode;
        registeredAt: string;
        steps: readonly Step[];
        skipped: readonly { step: Step; because: SkipReason }[];
        /** The currency of the hold if nothing else is chosen: the account's, or the region's default (D12). */
        currency: CurrencyCode;
        policy: JourneyPolicy;
      }
    >
  | Fact<'EmailCodeSent', CodeSent>
  | Fact<'WrongEmailCodeEntered', { triesLeft: number }>
  | Fact<'EmailConfirmed', Record<string, never>>
  | PersonalFact<'SmsCodeSent', CodeSent & { numberHash: string }>
  | Fact<'WrongSmsCodeEntered', { triesLeft: number }>
  | PersonalFact<'MobileConfirmed', { numberHash: string }>
  | PersonalFact<
      'InformationGiven',
      { accountType: AccountType; industry: IndustryCode; currency: CurrencyCode; currencyChosen: boolean }
    >
  | PersonalFact<'CardSubmitted', { card: CardSummary; taxId?: { type: TaxIdType; warning?: TaxIdWarning } }>
  /** Recorded before the call: the release is armed from here on. */
  | Fact<'HoldAsked', { key: string; token: string; amount: Money; rate: RateTaken; rounding: HoldRounding }>
  | Fact<'HoldUnknown', { key: string }>
  | Fact<'HoldPlaced', { key: string; holdId: string }>
  | Fact<'HoldDeclined', { key: string; networkCode: string; adviceCode?: string }>
  | Fact<'BankPageOpened', { key: string; holdId: string; url: string; closesAt: string }>
  | Fact<'IdentityConfirmed', { key: string; transStatus: 'Y' | 'A' | 'I' }>
  | Fact<'CardAdditionSucceeded', { cardId: string }>
  | Fact<'CardAdditionFailed', CardAdditionFailure>
  | Fact<'CardAdditionAbandoned', { because: WhyAbandoned }>
  | Fact<'HoldReleaseAsked', { key: string; of: string; how: 'void' | 'refund'; attempt: number }>
  | Fact<'HoldReleaseDelayed', { key: string; of: string; why: string; tryAgainAt: string }>
  | Fact<'HoldVoided', { key: string; of: string; holdId: string; bankShowsBy: string }>
  | Fact<'HoldRefunded', { key: string; of: string; holdId: string; bankShowsBy: string }>
  /** The bank answered, after asking again for a day, that it never had this hold. */
  | Fact<'NothingWasHeld', { of: string }>;

/** R31: why no card was submitted: the customer gave up, a day went by, or an operator ended it. */
export type WhyAbandoned = 'cancelled' | 'timed-out' | 'cancelled-by-us';

/** One code sent. `digest` is keyed and bound to account, purpose and address; the code itself is nowhere. */
export interface CodeSent {
  readonly sendNo: number;
  readonly digest: string;
  readonly expiresAt: string;
  readonly resendAt: string;
}

/** Why the journey failed: the Result of Historical Cards (section 5). `networkCode` is for staff only (R33). */
export interface CardAdditionFailure {
  readonly result: ResultCode;
  readonly networkCode?: string;
  readonly adviceCode?: string;
  readonly tryAgainAfter?: string;
}
