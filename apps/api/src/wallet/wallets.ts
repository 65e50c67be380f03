import type {
  Account,
  AccountEvent,
  CardSummary,
  Debts,
  FeedbackEvent,
  ValidityChange,
  ValidityChangeEvent,
  Wallet,
  WalletCommand,
  WalletEvent,
} from '@onfile/domain';
import type { Loaded } from '../streams';

/** One command as its sender names it. */
export interface Meta {
  readonly commandId: string;
  readonly bodyHash?: string;
  readonly at: string;
}

/** What a customer may decide about the cards on file. Which numbers are held by whom is the wallets' own business. */
export type WalletRequest =
  | Extract<WalletCommand, { type: 'SetDefault' | 'Reorder' }>
  | Omit<Extract<WalletCommand, { type: 'RemoveCard' }>, 'fingerprint'>;

/** The wallet after a decision. */
export interface Decided {
  readonly wallet: Wallet;
  readonly position: string;
  readonly repeated: boolean;
}

/** The account after its currency was chosen. */
export interface ChosenCurrency extends Pick<Decided, 'position' | 'repeated'> {
  readonly account: Account;
}

/** The account and its cards, read to their ends. */
export interface AccountAndWallet {
  readonly account: Loaded<Account, AccountEvent>;
  readonly wallet: Loaded<Wallet, WalletEvent>;
}

/** The streams of what is on file, each decision recorded exactly once. Every method throws `LogUnavailable`. */
export interface Wallets {
  read(accountId: string): Promise<AccountAndWallet>;
  /** @throws {Refusal} of the wallet's rules. @throws {CommandReused} */
  decide(accountId: string, request: WalletRequest, meta: Meta): Promise<Decided>;
  /**
   * The card network's word on a card: `before` as it was known (its number's keyed digest), `card` as it is now.
   * Nothing happens for a card that nobody has on file.
   */
  updateCard(before: { token: string; fingerprint: string }, card: CardSummary, meta: Meta): Promise<void>;
  /** @throws {Refusal} of the preferences' rules. @throws {CommandReused} */
  chooseCurrency(accountId: string, currency: string, meta: Meta): Promise<ChosenCurrency>;
  validityChange(changeId: string): Promise<Loaded<ValidityChange, ValidityChangeEvent>>;
  debts(accountId: string, at: string): Promise<Debts>;
  /** @throws {CommandReused} */
  giveFeedback(
    accountId: string,
    facts: readonly FeedbackEvent[],
    meta: Meta,
  ): Promise<Pick<Decided, 'position' | 'repeated'>>;
}
