import type { CardFingerprintEvent } from './events';

/** D16: the account that holds a card number, if any. */
export interface CardFingerprint {
  readonly takenBy?: { readonly accountId: string; readonly cardId: string };
}

export const initialCardFingerprint: CardFingerprint = {};

/** Folds one fact into the state. Total: never throws, reads no clock, has no default branch. */
export function evolveCardFingerprint(_state: CardFingerprint, fact: CardFingerprintEvent): CardFingerprint {
  switch (fact.type) {
    case 'FingerprintTaken':
      return { takenBy: { accountId: fact.data.accountId, cardId: fact.data.cardId } };
    case 'FingerprintReleased':
      return {};
  }
}
