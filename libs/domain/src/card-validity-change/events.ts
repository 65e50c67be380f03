import type { CardSummary } from '../card';
import type { CardAdditionFailure } from '../card-addition/events';
import type { JourneyPolicy } from '../card-addition/policy';
import type { HoldFact } from '../card-addition/proof';
import type { CurrencyCode } from '../codes';
import type { Fact } from '../fact';

/** Facts of one change of a card's validity (R37–38), in stream `cardValidityChange-<changeId>`. Those of the hold are shared. */
export type ValidityChangeEvent =
  | Fact<
      'ValidityChangeStarted',
      {
        changeId: string;
        accountId: string;
        cardId: string;
        /** The card with its new expiry, under the token that its new date was made a token with. */
        card: CardSummary;
        /** The expiry that stays until this succeeds. */
        from: string;
        currency: CurrencyCode;
        policy: JourneyPolicy;
      }
    >
  | HoldFact
  | Fact<'ValidityChangeSucceeded', { cardId: string }>
  /** `token`: the one that the new date was made a token with, and that has done its part. */
  | Fact<'ValidityChangeFailed', CardAdditionFailure & { accountId: string; cardId: string; token: string }>;
