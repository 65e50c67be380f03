import { later } from '../instant';
import { Refusal, type RefusalCode } from '../refusal';
import type { ChargesEvent, ChargeToRecord } from './events';
import { evolveMonthCharges, recordedCharge, type MonthCharges, type RecordedCharge } from './state';

/** What became of one record of a batch. `known`: it was there before, which is as good. */
export type ChargeAnswer =
  | { readonly chargeId: string; readonly outcome: 'recorded' | 'known' }
  | { readonly chargeId: string; readonly outcome: 'refused'; readonly code: RefusalCode; readonly field?: string };

/**
 * Records of one account and month, already checked (`checkCharge`). One whose id the month has is dropped: a batch may
 * be sent any number of times.
 */
export function recordCharges(charges: readonly ChargeToRecord[], month: MonthCharges, at: string): ChargesEvent[] {
  const fresh = new Map<string, ChargeToRecord>();
  const known = idsOf(month);
  for (const charge of charges) {
    if (!known.has(charge.chargeId) && !fresh.has(charge.chargeId)) fresh.set(charge.chargeId, charge);
  }
  return [...fresh.values()].map((charge): ChargesEvent => {
    const incurredAt = later(charge.incurredAt, 0);
    return { type: 'ChargeRecorded', at, data: { ...charge, incurredAt } };
  });
}

/**
 * The answer to each record: `before` is the month as it was, `after` as it is. A record under an id that stands for
 * another expense is refused with `charge-differs`.
 */
export function answerCharges(
  charges: readonly ChargeToRecord[],
  fresh: ReadonlySet<string>,
  after: MonthCharges,
): ChargeAnswer[] {
  return charges.map((charge) => {
    const { chargeId } = charge;
    const there = recordedCharge(after, chargeId);
    if (there && !isSame(there, charge)) return { chargeId, outcome: 'refused', code: 'charge-differs' };
    return { chargeId, outcome: fresh.has(chargeId) ? 'recorded' : 'known' };
  });
}

/** Records of one account and month, beside the month as it is. */
export interface ChargesToRecord {
  readonly charges: readonly ChargeToRecord[];
  readonly month: MonthCharges;
}

/** What is refused of a group, record by record; undefined where nothing speaks against one. */
export type RefusedOfGroup = readonly (ChargeAnswer | undefined)[];

/**
 * All or none: what each group of a batch adds to its month; nothing at all, and the records to blame, where one of them
 * stands for another expense (`charge-differs`).
 */
export function recordAllCharges(
  groups: readonly ChargesToRecord[],
  at: string,
): { readonly facts: readonly ChargesEvent[][] } | { readonly refused: readonly RefusedOfGroup[] } {
  const facts = groups.map(({ charges, month }) => recordCharges(charges, month, at));
  const refused = groups.map(({ charges, month }, n) =>
    answerCharges(charges, new Set(), facts[n]!.reduce(evolveMonthCharges, month)).map((answer) =>
      answer.outcome === 'refused' ? answer : undefined,
    ),
  );
  return refused.flat().some((answer) => answer !== undefined) ? { refused } : { facts };
}

/** The answer to a record that was turned down. Anything but a refusal is passed on. */
export function refusedCharge(chargeId: string, error: unknown): ChargeAnswer {
  if (!(error instanceof Refusal)) throw error;
  const { code, details } = error;
  return { chargeId, outcome: 'refused', code, ...(details.field !== undefined && { field: details.field }) };
}

function idsOf(month: MonthCharges): ReadonlySet<string> {
  const ids = new Set<string>();
  for (let charge = month.last; charge; charge = charge.before) ids.add(charge.chargeId);
  return ids;
}

function isSame(a: RecordedCharge, b: ChargeToRecord): boolean {
  return (
    a.service === b.service &&
    a.amount.currency === b.amount.currency &&
    a.amount.minor === b.amount.minor &&
    Date.parse(a.incurredAt) === Date.parse(b.incurredAt)
  );
}
