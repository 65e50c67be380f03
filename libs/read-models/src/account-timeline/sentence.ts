import type { ShownFact } from '../followed';

/** A fact of one type. */
export type FactOf<Type extends ShownFact['type']> = Extract<ShownFact, { type: Type }>;

/** The key of a fact's sentence and, where the sentence names values, which. */
export interface Sentence<Type extends ShownFact['type']> {
  readonly key: string;
  readonly details?: (data: FactOf<Type>['data']) => Record<string, string | number | readonly string[] | undefined>;
}
