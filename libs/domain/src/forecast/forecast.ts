import { dueAt } from '../bill/period';
import { trialOf } from '../bill/cards';
import { roundCards } from '../bill/cards';
import type { PassedOver, RoundCard } from '../bill/events';
import { priceNow } from '../bill/issue';
import { initialBill } from '../bill/state';
import type { BillWorld } from '../bill/world';
import type { BillLine } from '../charges/price';
import type { Money } from '../money';

/** X3: what the third would bring if nothing changed. */
export interface Forecast {
  readonly period: string;
  readonly dueAt: string;
  /** Absent while a rate is missing. */
  readonly amount?: Money;
  readonly lines: readonly BillLine[];
  /** The cards in the order of trying, as they will stand on the third. */
  readonly cards: readonly (Omit<RoundCard, 'skipped' | 'token'> & { readonly passedOver?: PassedOver })[];
  /** The card that pays if its bank agrees; absent if none would be tried. */
  readonly firstCardId?: string;
}

/** X3: the rules of the deduction run now, for an account whose bill of `world.period` is not issued yet. */
export function forecast(world: BillWorld): Forecast {
  const due = dueAt(world.period, world.policy.due);
  const priced = priceNow(world);
  const fresh = { ...world, bill: initialBill };
  const cards = roundCards(world.wallet, due, world.policy.due.zone).map(({ skipped: _, token: __, ...card }) => {
    const trial = trialOf(card.cardId, fresh, due);
    return { ...card, ...('because' in trial && { passedOver: trial.because }) };
  });
  const first = cards.find(({ passedOver }) => passedOver === undefined);
  return {
    period: world.period,
    dueAt: due,
    ...(priced && { amount: priced.total }),
    lines: priced?.lines ?? [],
    cards,
    ...(first && { firstCardId: first.cardId }),
  };
}
