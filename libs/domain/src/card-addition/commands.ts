import type { AccountType, CurrencyCode, IndustryCode } from '../codes';
import type { CardSummary } from '../card';
import type { Sealed } from '../fact';
import type { Money } from '../money';
import type { TaxIdType, TaxIdWarning } from '../tax-id';
import type { CardAdditionFailure, HoldRounding, RateTaken } from './events';
import type { JourneyPolicy } from './policy';

/** What a customer asks of a journey. Personal fields arrive sealed; codes arrive as digests. */
export type CustomerCommand =
  | { type: 'AddCard'; journeyId: string; accountId: string; clickedAt: string; policy: JourneyPolicy }
  /** `sealedCode`: { address, code } for the activity that sends it; it never reaches a fact. */
  | { type: 'SendEmailCode'; digest: string; sealedCode: Sealed }
  | { type: 'ConfirmEmail'; digest: string }
  | { type: 'SendSmsCode'; numberHash: string; digest: string; sealedNumber: Sealed; sealedCode: Sealed }
  | { type: 'ConfirmMobile'; numberHash: string; digest: string }
  | {
      type: 'GiveInformation';
      accountType: AccountType;
      industry: IndustryCode;
      currency?: CurrencyCode;
      sealed: Sealed;
    }
  | { type: 'SubmitCard'; card: CardSummary; taxId?: { type: TaxIdType; warning?: TaxIdWarning }; sealed: Sealed }
  | { type: 'Cancel' };

/** What only the workflow may note: answers of the bank, and time that ran out. */
export type NoteCommand =
  | { type: 'NoteHoldAsked'; key: string; amount: Money; rate: RateTaken; rounding: HoldRounding }
  | { type: 'NoteHoldUnknown'; key: string }
  | { type: 'NoteHoldPlaced'; key: string; holdId: string; transStatus?: 'Y' | 'A' | 'I' }
  | { type: 'NoteHoldDeclined'; key: string; networkCode: string; adviceCode?: string }
  | { type: 'NoteBankPage'; key: string; holdId: string; url: string }
  | { type: 'Succeed' }
  | { type: 'Fail'; failure: CardAdditionFailure }
  | { type: 'Abandon'; because: 'timed-out' }
  /** `by`: the operator who asked for it. */
  | { type: 'BreakOff'; because: WhyBrokenOff; by?: string }
  | { type: 'NoteReleaseAsked'; key: string; of: string; how: 'void' | 'refund'; attempt: number }
  | { type: 'NoteReleaseDelayed'; key: string; of: string; why: string; tryAgainAt: string }
  | { type: 'NoteVoided'; key: string; of: string; holdId: string }
  | { type: 'NoteRefunded'; key: string; of: string; holdId: string }
  | { type: 'NoteNothingHeld'; of: string };

/** Why we end a process that could have gone on: a fault of ours, or an operator's word. */
export type WhyBrokenOff = 'system-error' | 'cancelled-by-us';

export type CardAdditionCommand = CustomerCommand | NoteCommand;
