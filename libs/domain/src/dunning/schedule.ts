import { later, msBetween } from '../instant';
import type { DunningPlan } from '../bill/policy';

/** D14: what comes after a round has failed. */
export type DunningStep = { readonly step: 'round'; readonly at: string } | { readonly step: 'restrict' };

/**
 * D14: when the cards are tried again: at the next of the plan's rounds after `at`. Where no card may be tried by then
 * but the bank said when one may (`cardsFrom`, the earliest), that time wins. No round is left: services are restricted.
 */
export function stepAfterFailedRound(
  plan: DunningPlan,
  { overdueAt, at, cardsFrom }: { overdueAt: string; at: string; cardsFrom?: string },
): DunningStep {
  const slot = plan.roundsAfterMs.map((ms) => later(overdueAt, ms)).find((time) => msBetween(at, time) > 0);
  if (slot === undefined) return { step: 'restrict' };
  return { step: 'round', at: cardsFrom !== undefined && msBetween(slot, cardsFrom) > 0 ? cardsFrom : slot };
}
