import type { AccountEvent } from '../account/events';
import { evolveAccount, initialAccount, type Account } from '../account/state';
import type { CardFingerprintEvent } from '../card-fingerprint/events';
import { evolveCardFingerprint, initialCardFingerprint, type CardFingerprint } from '../card-fingerprint/state';
import { noDebts, type Debts } from '../postpayment/debts';
import type { WalletEvent } from './events';
import { evolveWallet, initialWallet, type Wallet } from './state';

/** All that a decision about the cards of one account looks at. */
export interface WalletWorld {
  readonly wallet: Wallet;
  readonly account: Account;
  /** Of the card that the command is about, as its data is now. */
  readonly fingerprint: CardFingerprint;
  /** Of the card's new number, where the network gave it one. */
  readonly newFingerprint: CardFingerprint;
  /** Looked at where a card is given up for good. */
  readonly debts: Debts;
}

export const initialWalletWorld: WalletWorld = {
  wallet: initialWallet,
  account: initialAccount,
  fingerprint: initialCardFingerprint,
  newFingerprint: initialCardFingerprint,
  debts: noDebts,
};

/** The facts to add, by stream, all in one append. `{}`: nothing to add, the command was a repeat. */
export interface WalletWrites {
  readonly wallet?: WalletEvent[];
  readonly account?: AccountEvent[];
  readonly fingerprint?: CardFingerprintEvent[];
  readonly newFingerprint?: CardFingerprintEvent[];
}

/** The world after these facts. */
export function evolveWalletWorld(world: WalletWorld, writes: WalletWrites): WalletWorld {
  const { wallet = [], account = [], fingerprint = [], newFingerprint = [] } = writes;
  return {
    ...world,
    wallet: wallet.reduce(evolveWallet, world.wallet),
    account: account.reduce(evolveAccount, world.account),
    fingerprint: fingerprint.reduce(evolveCardFingerprint, world.fingerprint),
    newFingerprint: newFingerprint.reduce(evolveCardFingerprint, world.newFingerprint),
  };
}
