import type { CardSummary } from '../card';
import type { Fact } from '../fact';

/** Facts of the cards of one account in deduction order, in stream `wallet-<accountId>`. */
export type WalletEvent =
  | Fact<'CardAdded', { accountId: string; cardId: string; journeyId: string; card: CardSummary }>
  | Fact<'DefaultCardSet', { cardId: string; because: 'first-card' | 'chosen' }>;
