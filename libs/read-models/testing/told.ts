import type { AccountEvent, CardAdditionEvent, ValidityChangeEvent, WalletEvent } from '@onfile/domain';
import type { BillingFact } from '../src/followed';

type StoryFact = BillingFact | AccountEvent | CardAdditionEvent | ValidityChangeEvent | WalletEvent;

/** A fact and the stream it goes to. */
export interface Told {
  readonly stream: string;
  readonly fact: StoryFact;
}
