import type { ReadModels } from '../database';
import { readRow } from '../table';
import { type CardOnFile, type PaymentMethodsRow, paymentMethodsTable } from './table';

/** A card as the Payment Methods page shows it. */
export interface PaymentMethod extends CardOnFile {
  readonly isDefault: boolean;
  /** R35: its turn in a deduction, from 1. */
  readonly order: number;
}

/** The wallet of one account. */
export interface PaymentMethodsView {
  readonly accountId: string;
  /** In the order of deductions: the default first, then in their sequence (R35, D6). */
  readonly cards: readonly PaymentMethod[];
  /** Counts the changes that a customer can see: the ETag. 0 if nothing was ever added. */
  readonly revision: number;
}

/** The cards of one account; none if nothing of it was projected yet. */
export async function paymentMethodsOf(db: ReadModels, accountId: string): Promise<PaymentMethodsView> {
  const found = await db.selectFrom('paymentMethods').selectAll().where('accountId', '=', accountId).executeTakeFirst();
  return found ? viewOf(readRow(paymentMethodsTable, found)) : { accountId, cards: [], revision: 0 };
}

function viewOf({ accountId, cards, defaultCardId, version }: PaymentMethodsRow): PaymentMethodsView {
  const inOrder = [...cards].sort((a, b) => Number(b.cardId === defaultCardId) - Number(a.cardId === defaultCardId));
  return {
    accountId,
    cards: inOrder.map((card, index) => ({ ...card, isDefault: card.cardId === defaultCardId, order: index + 1 })),
    revision: version,
  };
}
