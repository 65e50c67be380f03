import type { CardOrder } from '@onfile/domain/what-if';

/** What is to be otherwise, as it is typed. Empty: as the rules of now say. */
export interface TypedPlan {
  readonly order: CardOrder;
  /** Days of the new rounds after a bill is overdue, such as `2,4,6`. */
  readonly rounds: string;
  /** Tries of one card. */
  readonly tries: string;
}

/** Nothing is otherwise. */
export const AS_IT_IS: TypedPlan = { order: 'as-chosen', rounds: '', tries: '' };

const DAY_MS = 86_400_000;
const DAYS = /^\d{1,3}(,\d{1,3})*$/;
const WHOLE = /^[1-9]\d{0,3}$/;

/** Which fields can not be read. */
export const wrongIn = ({ rounds, tries }: TypedPlan): readonly ('rounds' | 'tries')[] => [
  ...(rounds === '' || DAYS.test(rounds) ? [] : (['rounds'] as const)),
  ...(tries === '' || WHOLE.test(tries) ? [] : (['tries'] as const)),
];

/** The settings that a plan with nothing wrong in it changes. */
export const settingsOf = ({ rounds, tries }: TypedPlan): Readonly<Record<string, unknown>> => ({
  ...(rounds !== '' && { dunning: { roundsAfterMs: rounds.split(',').map((days) => Number(days) * DAY_MS) } }),
  ...(tries !== '' && { tries: { most: Number(tries) } }),
});
