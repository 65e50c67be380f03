import type { Money } from '../money';
import type { ChargesEvent } from './events';

/** A recorded expense, and the one recorded before it: a chain, so that a fact is folded without copying the others. */
export interface RecordedCharge {
  readonly chargeId: string;
  readonly service: string;
  readonly description: string;
  readonly amount: Money;
  readonly incurredAt: string;
  readonly revision: number;
  readonly before?: RecordedCharge;
}

/** The expenses of one account and month. Revisions count this stream's facts from 0; -1 is none. */
export interface MonthCharges {
  readonly revision: number;
  readonly last?: RecordedCharge;
  /** Everything up to here is in a bill, or was carried on. */
  readonly billedThrough: number;
  /** R30b: interim bills of the month so far. */
  readonly interims: number;
}

export const initialMonthCharges: MonthCharges = { revision: -1, billedThrough: -1, interims: 0 };

/** Folds one fact into the state. Total: never throws, reads no clock, has no default branch. */
export function evolveMonthCharges(charges: MonthCharges, fact: ChargesEvent): MonthCharges {
  const revision = charges.revision + 1;
  switch (fact.type) {
    case 'ChargeRecorded': {
      const { chargeId, service, description, amount, incurredAt } = fact.data;
      const last = { chargeId, service, description, amount, incurredAt, revision, before: charges.last };
      return { ...charges, revision, last };
    }
    case 'ChargesBilled': {
      const interims = Math.max(charges.interims, fact.data.interim ?? 0);
      return { ...taken(charges, fact.data.through), revision, interims };
    }
    case 'ChargesCarried':
      return { ...taken(charges, fact.data.through), revision };
  }
}

function taken(charges: MonthCharges, through: number): MonthCharges {
  return { ...charges, billedThrough: Math.max(charges.billedThrough, through) };
}

/** The records that no bill has, up to revision `through`, newest first. */
export function* unbilledOf(charges: MonthCharges, through = charges.revision): Generator<RecordedCharge> {
  for (let charge = charges.last; charge && charge.revision > charges.billedThrough; charge = charge.before) {
    if (charge.revision <= through) yield charge;
  }
}

/** The record of this id, if the month has it. */
export function recordedCharge(charges: MonthCharges, chargeId: string): RecordedCharge | undefined {
  for (let charge = charges.last; charge; charge = charge.before) if (charge.chargeId === chargeId) return charge;
  return undefined;
}
