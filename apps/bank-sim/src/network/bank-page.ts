import type { Bank } from '../bank';
import type { Notice } from '../notices/notices';
import { scenarioNamed } from '../scenarios/catalogue';
import type { PageEnding } from '../scenarios/scenario';
import { announce } from './announce';
import type { Payment, PaymentChange } from './payment';

/** What a person can do on the bank page. */
export type PageAnswer = 'confirm' | 'cancel' | 'silence';

/** Wrong one-time codes before the bank gives up. */
const TRIES = 3;

/** What became of an answer. `first`: a notice to deliver before the browser goes back. */
export type PageResult =
  | { readonly next: 'return'; readonly payment: Payment; readonly first?: Notice }
  | { readonly next: 'wrong-code'; readonly payment: Payment }
  | { readonly next: 'silence'; readonly payment: Payment };

/** The one-time code of a page, the same every time it is shown. */
export const oneTimeCode = ({ seed }: Pick<Bank, 'seed'>, pageId: string): string =>
  seed.digits('one-time-code', pageId, 6);

/**
 * R29: the person answers. A page that was answered stays as it was: coming back twice changes nothing. The caller runs
 * it in a transaction.
 */
export function answerPage(
  bank: Pick<Bank, 'payments' | 'ledger' | 'faults' | 'notices' | 'seed' | 'now'>,
  payment: Payment,
  { answer, code }: { answer: PageAnswer; code: string },
): PageResult {
  if (payment.status !== 'needs-bank-page') return { next: 'return', payment };
  const ending = endingOf(payment);
  if (answer === 'silence' || ending === 'silent') return { next: 'silence', payment };
  const rightCode = answer === 'cancel' || code === oneTimeCode(bank, payment.pageId ?? '');
  const pageTries = payment.pageTries + (rightCode ? 0 : 1);
  if (!rightCode && pageTries < TRIES)
    return { next: 'wrong-code', payment: bank.payments.change(payment, { pageTries }) };
  const change = rightCode ? changeBy(payment, ending, answer) : TOO_MANY_TRIES;
  const ended = bank.payments.change(payment, { ...change, pageTries });
  const { id, key, kind, amount, last4, status } = ended;
  bank.ledger.write({ at: bank.now().toISOString(), key, operation: kind, id, amount, status, last4 });
  return { next: 'return', payment: ended, first: announce(bank, ended) };
}

const TOO_MANY_TRIES: PaymentChange = { status: 'declined', networkCode: '75', transStatus: 'N', bankPage: 'failed' };

function endingOf({ kind, scenario }: Payment): PageEnding {
  const behaviour = scenarioNamed(scenario)[kind];
  return behaviour.on === 'ask' ? behaviour.ending : 'as-answered';
}

function changeBy({ kind }: Payment, ending: PageEnding, answer: PageAnswer): PaymentChange {
  if (answer === 'cancel' || ending === 'cancelled') {
    return { status: 'declined', networkCode: '1A', transStatus: 'N', bankPage: 'cancelled' };
  }
  if (ending === 'error') return { status: 'declined', networkCode: '96', transStatus: 'U', bankPage: 'failed' };
  if (ending === 'then-declined') return { status: 'declined', networkCode: '05', transStatus: 'Y' };
  return { status: kind === 'hold' ? 'held' : 'captured', networkCode: '00', transStatus: 'Y' };
}
