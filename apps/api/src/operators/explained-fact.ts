import { whoseDoing } from '@onfile/domain/evidence';
import { sentenceOf } from '@onfile/read-models';
import type { StoredFact } from '../streams';

/** One fact as operators are told it: with the bank's own code, never with a token, a digest or what is sealed. */
export interface ExplainedFact {
  readonly revision: number;
  readonly position: string;
  readonly at: string;
  /** Whose doing it was: `customer`, `bank`, `onfile`, or the name of an operator. */
  readonly by: string;
  readonly type: string;
  readonly sentence: string;
  readonly details: Readonly<Record<string, string | number | readonly string[]>>;
  readonly networkCode?: string;
  /** Key of the money that this is about. */
  readonly key?: string;
}

/** A fact that a timeline tells: of a journey, of a change of validity, of an account, of what is on file. */
export type TellableFact = StoredFact<Parameters<typeof sentenceOf>[0]>;

/** A fact as operators are told it. */
export function explainedFact({ fact, revision, position, actor }: TellableFact): ExplainedFact {
  const { key: sentence, details } = sentenceOf(fact);
  const { key, networkCode } = fact.data as { key?: string; networkCode?: string };
  return {
    ...{ revision, position, at: fact.at, by: actor ?? whoseDoing(fact.type, fact.data) },
    ...{ type: fact.type, sentence, details },
    ...(networkCode !== undefined && { networkCode }),
    ...(key !== undefined && { key }),
  };
}
