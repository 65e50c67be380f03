import type { Bank } from '../bank';
import { reissue } from '../cards/reissue';
import type { Card } from '../cards/cards';
import { decide } from './decide';
import type { Amount, Kind, Payment } from './payment';

/** A hold or a charge, as it is asked for. */
export interface PaymentRequest {
  readonly key: string;
  readonly token: string;
  readonly amount: Amount;
  readonly reference: string;
  readonly returnUrl?: string;
  readonly initiatedBy: Payment['initiatedBy'];
}

type Books = Pick<Bank, 'cards' | 'payments' | 'ledger' | 'seed' | 'now' | 'notices'>;

/** Decides over a payment and writes it down. Gives what is answered, which need not be what is in the books (94). */
export function placePayment(bank: Books, kind: Kind, card: Card | undefined, request: PaymentRequest): Payment {
  const { payments, ledger, seed } = bank;
  const { key, token, amount, reference, returnUrl, initiatedBy } = request;
  const at = bank.now().toISOString();
  const { inTruth, reissues, ...decision } = decide(card, { kind, minor: amount.minor, initiatedBy, at });
  const id = seed.id(kind, key);
  const payment: Payment = {
    ...{ id, kind, key, token, amount, reference, returnUrl, initiatedBy, at, ...decision },
    scenario: card?.scenario.name ?? 'unknown-number',
    last4: card?.last4 ?? '0000',
    pageId: decision.status === 'needs-bank-page' ? seed.id('page', key) : undefined,
    pageTries: 0,
  };
  const truth = { ...payment, ...inTruth };
  payments.add(truth);
  const entered = { currency: amount.currency, minor: truth.approvedMinor ?? amount.minor };
  ledger.write({ at, key, operation: kind, id, amount: entered, status: truth.status, last4: payment.last4 });
  if (card && kind === 'charge' && 'times' in card.scenario.charge) bank.cards.countBill(token);
  if (reissues && card) reissue(bank, card, {});
  return payment;
}
