import { evolveAccount, initialAccount, type Account } from '../account/state';
import { evolveCardFingerprint, initialCardFingerprint, type CardFingerprint } from '../card-fingerprint/state';
import type { AccountEvent } from '../account/events';
import type { CardFingerprintEvent } from '../card-fingerprint/events';
import { evolveMobileNumber, initialMobileNumber, type MobileNumber } from '../mobile-number/state';
import type { MobileNumberEvent } from '../mobile-number/events';
import { evolveWallet, initialWallet, type Wallet } from '../wallet/state';
import type { WalletEvent } from '../wallet/events';
import type { CardAdditionEvent } from './events';
import { evolveJourney, initialJourney, type Journey } from './state';

/** All that a decision of a journey may look at. What `streamsOf` does not name may be left at its initial state. */
export interface CardAdditionWorld {
  readonly journey: Journey;
  readonly account: Account;
  readonly wallet: Wallet;
  readonly fingerprint: CardFingerprint;
  readonly number: MobileNumber;
}

export const initialWorld: CardAdditionWorld = {
  journey: initialJourney,
  account: initialAccount,
  wallet: initialWallet,
  fingerprint: initialCardFingerprint,
  number: initialMobileNumber,
};

/** The facts to add, by stream, all in one append. `{}`: nothing to add, the command was a repeat. */
export interface CardAdditionWrites {
  readonly journey?: CardAdditionEvent[];
  readonly account?: AccountEvent[];
  readonly wallet?: WalletEvent[];
  readonly fingerprint?: CardFingerprintEvent[];
  readonly number?: MobileNumberEvent[];
}

/** The world after these facts. */
export function evolveWorld(world: CardAdditionWorld, writes: CardAdditionWrites): CardAdditionWorld {
  const { journey = [], account = [], wallet = [], fingerprint = [], number = [] } = writes;
  return {
    journey: journey.reduce(evolveJourney, world.journey),
    account: account.reduce(evolveAccount, world.account),
    wallet: wallet.reduce(evolveWallet, world.wallet),
    fingerprint: fingerprint.reduce(evolveCardFingerprint, world.fingerprint),
    number: number.reduce(evolveMobileNumber, world.number),
  };
}
