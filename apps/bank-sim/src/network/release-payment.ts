import type { Bank } from '../bank';
import type { MetFault } from '../faults/fault';
import { announce } from './announce';
import type { Payment, PaymentStatus, ReleaseOperation } from './payment';

/** `pending`: taken, and done later; a notice tells. */
export type ReleaseAnswer =
  | { outcome: 'voided' | 'refunded' }
  | { outcome: 'pending' }
  | { outcome: 'refused'; reason: 'already-settled' | 'other'; networkCode?: string };

type Books = Pick<Bank, 'payments' | 'ledger' | 'lateReleases' | 'now' | 'faults' | 'notices'>;

/** What a void or a refund does to a payment as it stands; `undefined`: it does not change. */
type Move = { readonly answer: ReleaseAnswer; readonly to?: PaymentStatus };

/** A void gives back what was not settled yet; a bank page that is still open is closed by it. */
function voided({ status }: Payment): Move {
  if (status === 'refunded') return { answer: { outcome: 'refunded' } };
  if (status === 'voided' || status === 'expired') return { answer: { outcome: 'voided' } };
  if (status === 'settled') return { answer: { outcome: 'refused', reason: 'already-settled' } };
  if (status === 'declined') return { answer: { outcome: 'refused', reason: 'other', networkCode: '12' } };
  return { answer: { outcome: 'voided' }, to: 'voided' };
}

/** A refund gives back what was taken; what is only held has to be voided. */
function refunded({ status }: Payment): Move {
  if (status === 'refunded') return { answer: { outcome: 'refunded' } };
  if (status === 'voided' || status === 'expired') return { answer: { outcome: 'voided' } };
  if (status === 'settled' || status === 'captured') return { answer: { outcome: 'refunded' }, to: 'refunded' };
  return { answer: { outcome: 'refused', reason: 'other', networkCode: '12' } };
}

/**
 * Voids or refunds a payment (D4). Doing it again changes nothing and says how it stands.
 * @param fault `already-settled` settles it first; `void-late` takes the order and carries it out later.
 */
export function releasePayment(
  bank: Books,
  operation: ReleaseOperation,
  payment: Payment,
  { key, fault }: { key: string; fault?: MetFault },
): ReleaseAnswer {
  const standing = fault?.fault === 'already-settled' ? endPayment(bank, payment, 'settle') : payment;
  const { answer, to } = operation === 'void' ? voided(standing) : refunded(standing);
  if (to === undefined) return answer;
  const { kind, id } = standing;
  if (bank.lateReleases.isUnderWay(kind, id, operation)) return { outcome: 'pending' };
  if (fault?.fault === 'void-late') {
    bank.lateReleases.add({ kind, id, operation, key, due: bank.now().getTime() + fault.ms });
    return { outcome: 'pending' };
  }
  carryOut(bank, operation, standing, key, to);
  return answer;
}

/** Carries out what was taken as `pending` and is due, and tells of it. The caller runs it in a transaction. */
export function finishLateReleases(bank: Books): void {
  for (const { kind, id, operation, key } of bank.lateReleases.takeDue(bank.now().getTime())) {
    const payment = bank.payments.find(kind, id);
    const move = payment && (operation === 'void' ? voided(payment) : refunded(payment));
    if (payment && move?.to) announce(bank, carryOut(bank, operation, payment, key, move.to));
  }
}

function carryOut(bank: Books, operation: ReleaseOperation, payment: Payment, key: string, to: PaymentStatus): Payment {
  const { id, last4, approvedMinor, amount } = payment;
  const given = { currency: amount.currency, minor: approvedMinor ?? amount.minor };
  bank.ledger.write({ at: bank.now().toISOString(), key, operation, id, amount: given, status: to, last4 });
  return bank.payments.change(payment, { status: to });
}

/**
 * What the bank does by itself: takes a hold after all or settles a charge (`settle`), lets a hold go (`expire`).
 * Nothing, if it does not stand so any more.
 */
export function endPayment(bank: Books, payment: Payment, how: 'settle' | 'expire'): Payment {
  const { id, key, kind, last4, amount, status } = payment;
  if (status !== 'held' && (status !== 'captured' || how === 'expire' || kind === 'hold')) return payment;
  const to = how === 'settle' ? 'settled' : 'expired';
  bank.ledger.write({ at: bank.now().toISOString(), key, operation: how, id, amount, status: to, last4 });
  return bank.payments.change(payment, { status: to });
}
