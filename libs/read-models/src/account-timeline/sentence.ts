import type { BillingFact, ShownFact } from '../followed';

/** The facts that the timeline tells; a bill has a trail of its own (X1). */
export type TimelineFact = Exclude<ShownFact, BillingFact>;

/** A fact of one type. */
export type FactOf<Type extends TimelineFact['type']> = Extract<TimelineFact, { type: Type }>;

/** The key of a fact's sentence and, where the sentence names values, which. */
export interface Sentence<Type extends TimelineFact['type']> {
  readonly key: string;
  readonly details?: (data: FactOf<Type>['data']) => Record<string, string | number | readonly string[] | undefined>;
}
