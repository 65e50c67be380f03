import { msBetween } from '../instant';
import type { BillMove } from './move';
import type { Bill, ChargeTry } from './bill';

/**
 * D8: whether a charge must not stay: only part of it was approved, the bank still has it pending for a confirmation, or
 * another one (or a hand) has paid the bill.
 */
export function mustGoBack({ paid }: Bill, { status, key, back }: ChargeTry): boolean {
  if (back?.done) return false;
  if (status === 'part-approved' || status === 'confirm-needed') return true;
  return status === 'captured' && paid !== undefined && paid.key !== key;
}

/** The next step of giving a charge back: its numbered key goes on record, then the call, then as often as it takes. */
export function giveBackMove(one: ChargeTry, at: string): BillMove {
  const { key: of, chargeId = '', back, status } = one;
  if (back?.open) {
    // Whoever asked may have died before the call: the same key is sent again while its outcome is unknown.
    return { type: 'give-back', of, key: back.key, how: back.how, chargeId, notBefore: back.askedAt };
  }
  if (back?.delayed && msBetween(at, back.delayed.tryAgainAt) > 0)
    return { type: 'wait', until: back.delayed.tryAgainAt };
  const settled = back?.how === 'refund' || back?.delayed?.why === 'already-settled' || status === 'captured';
  const how = settled ? 'refund' : 'void';
  const attempt = (back?.attempt ?? 0) + 1;
  const key = `${of}/${how}/${attempt}`;
  return {
    type: 'record',
    command: `${key}/asked`,
    writes: { bill: [{ type: 'ChargeReturnAsked', at, data: { key, of, how, attempt } }] },
  };
}
