import type { CardOrder } from './card-order';
import type { DifferenceLine } from './difference';
import type { Recording } from './recording';

/** What is to be otherwise in a shadow replay; the code is otherwise where another build runs it. */
export interface ShadowChange {
  /** Settings of bills, or of journeys, by name and as deep as needed. */
  readonly policy?: Readonly<Record<string, unknown>>;
  /** Of bills. */
  readonly order?: CardOrder;
}

/** A recording and its shadow: fact by fact, and how both ended. */
export interface ShadowReport {
  readonly kind: Recording['kind'];
  readonly id: string;
  readonly until: string;
  readonly lines: readonly DifferenceLine[];
  /** Lines that are not the same. */
  readonly differences: number;
  /** What was asked for on record, and the rules turn down now. */
  readonly refused: readonly { readonly at: string; readonly what: string; readonly code: string }[];
  /** Answers of the pretend bank that are not on record. */
  readonly assumed: number;
}

/** The lines, and how many of them are not the same. */
export const counted = (lines: readonly DifferenceLine[]) => ({
  lines,
  differences: lines.filter(({ is }) => is !== 'same').length,
});
