import type { Bank } from '../bank';
import { NOTICE_FAULTS } from '../faults/fault';
import type { Notice } from '../notices/notices';
import { scenarioNamed } from '../scenarios/catalogue';
import type { Payment, PaymentStatus } from './payment';

/** A notice that must be there first goes by itself; the queue takes it over if that fails. */
const QUEUE_TAKES_OVER_MS = 5_000;

/**
 * Tells by a notice how a payment stands now. The bank sends one for what no answer told: the end of the bank page, a
 * late release, what it did by itself. What an answer says is not sent as well, unless a fault wants it (`onlyIfFault`).
 * @returns the notice that has to be delivered before the answer, by the fault `notice-before-answer`.
 */
export function announce(
  { faults, notices }: Pick<Bank, 'faults' | 'notices'>,
  payment: Payment,
  { onlyIfFault = false } = {},
): Notice | undefined {
  const { kind, key, last4 } = payment;
  const cardFault = scenarioNamed(payment.scenario).fault;
  const met = faults.meet({ operation: kind, key, last4, cardFault }, NOTICE_FAULTS);
  if (!met && onlyIfFault) return undefined;
  const send = (data: Record<string, unknown>, options?: { afterMs?: number; copies?: number }) =>
    notices.add(`${kind}.updated`, data, options)[0];
  switch (met?.fault) {
    case 'notice-lost':
      return undefined;
    case 'notice-twice':
      send(dataOf(payment), { copies: 2 });
      return undefined;
    case 'notice-late':
      send(dataOf(payment), { afterMs: met.ms });
      return undefined;
    case 'notice-contradicts':
      send(dataOf({ ...payment, ...contraryOf(payment) }));
      return undefined;
    case 'notice-before-answer':
      return send(dataOf(payment), { afterMs: QUEUE_TAKES_OVER_MS });
    default:
      send(dataOf(payment));
      return undefined;
  }
}

const dataOf = ({ kind, id, key, status, networkCode, reference }: Payment): Record<string, unknown> => ({
  key,
  [`${kind}Id`]: id,
  status,
  networkCode,
  reference,
});

function contraryOf({ kind, status }: Payment): Pick<Payment, 'networkCode'> & { status: PaymentStatus } {
  if (status === 'declined') return { status: kind === 'hold' ? 'held' : 'captured', networkCode: '00' };
  return { status: 'declined', networkCode: '05' };
}
