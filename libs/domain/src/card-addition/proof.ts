import type { CardSummary } from '../card';
import type { CurrencyCode } from '../codes';
import type { CardAdditionEvent } from './events';
import type { Hold, HoldEvent } from './hold-state';
import type { JourneyPolicy } from './policy';

/** A process that proves a card by a hold: adding it, or changing its validity (R22–29, R37). `journeyId` is its own id. */
export interface StartedProof {
  readonly status: 'open' | 'succeeded' | 'failed' | 'abandoned';
  readonly journeyId: string;
  readonly accountId: string;
  readonly policy: JourneyPolicy;
  /** Of the hold. */
  readonly currency: CurrencyCode;
  readonly card?: CardSummary;
  readonly hold?: Hold;
  /** R29: where the person confirms who they are, until `closesAt`. */
  readonly bankPage?: { readonly url: string; readonly closesAt: string };
}

/** Before its first fact. The absent fields let a reader ask `proof.hold` of any. */
export interface NoProof {
  readonly status: 'none';
  readonly policy?: undefined;
  readonly hold?: undefined;
}

/** A process that proves a card, or will. */
export type Proof = NoProof | StartedProof;

/** The facts of a hold and of who stood behind it, whichever process it proves a card for. */
export type HoldFact = HoldEvent | Extract<CardAdditionEvent, { type: 'IdentityConfirmed' }>;

/** What a note about the hold adds to the stream of its process. */
export interface ProofWrites {
  readonly journey?: HoldFact[];
}
