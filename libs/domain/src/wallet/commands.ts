import type { CardSummary } from '../card';

/** What is common to what a customer asks of the wallet. */
interface Asked {
  /** `Wallet.version` that the customer saw (`If-Match`); absent: whatever it is now. */
  readonly ifVersion?: number;
}

/** One decision about the cards of an account. `billingZone`: by whose calendar cards expire (D9). */
export type WalletCommand = { readonly billingZone: string } & (
  | (Asked & { readonly type: 'SetDefault'; readonly cardId: string })
  /** D6: every card on file, once each, the default first. */
  | (Asked & { readonly type: 'Reorder'; readonly order: readonly string[] })
  | (Asked & {
      readonly type: 'RemoveCard';
      readonly cardId: string;
      /** R40: the way out of "the default can not be removed", in the same step. */
      readonly newDefault?: string;
      /** D17: the last card goes, and with it the right to pay later. */
      readonly giveUpPostpayment?: boolean;
      /** Digest that the loaded fingerprint stream belongs to. */
      readonly fingerprint: string;
    })
  /** The card network told of new data for the card behind `token`. */
  | {
      readonly type: 'UpdateCard';
      readonly token: string;
      readonly card: CardSummary;
      /** Digest that the loaded fingerprint stream belongs to. */
      readonly fingerprint: string;
    }
  /** What time alone brings: warnings, the end of a card's last day, and what a block by others means (D15). */
  | { readonly type: 'LookAtTime'; readonly accountId: string }
);

/** One kind of {@link WalletCommand}. */
export type WalletCommandOf<Type extends WalletCommand['type']> = Extract<WalletCommand, { type: Type }>;
