import type { Place, ShownFact } from './followed';
import type { ProjectedRow, Table } from './table';

/** Where a fact comes from: its place in the log and the id behind its stream's category. */
export interface Origin extends Place {
  readonly category: string;
  readonly id: string;
}

/** An origin and the account that its stream is about. */
export interface Source extends Origin {
  /** The account of the stream; undefined if the log never said it. */
  readonly accountId: string | undefined;
}

interface Described<Row> {
  /** Kebab-case; also the name that operators give to `rebuild`. */
  readonly name: string;
  readonly table: Table<Row>;
  /** Stream categories that feed it; an unreadable event of another category does not concern it. */
  readonly categories: readonly string[];
}

/** A read model whose rows are folded from many facts. */
export interface FoldedModel<Row extends ProjectedRow> extends Described<Row> {
  readonly shape: 'folded';
  /** The key of the row that the fact belongs to; undefined for facts that this read model does not show. */
  keyOf(fact: ShownFact, origin: Origin): string | undefined;
  /**
   * The row after the fact. Pure: no clock, no input but its arguments; gets a fact only once (see `fold`).
   * @throws {FactOutOfPlace} if the fact can not be where it is; the pipeline then puts it aside.
   */
  project(row: Row | undefined, fact: ShownFact, source: Source): Omit<Row, 'revisions'>;
}

/** A read model where each fact makes one row that no later fact changes; its key holds stream and revision. */
export interface ListedModel<Row> extends Described<Row> {
  readonly shape: 'listed';
  /**
   * The row of the fact. Pure.
   * @throws {FactOutOfPlace} if the fact can not be where it is; the pipeline then puts it aside.
   */
  list(fact: ShownFact, source: Source): Row;
}

/** What the pipeline must know of a read model. Adding one: a folder of its own, and its line in `registry.ts`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows of all read models side by side
export type ReadModel = FoldedModel<any> | ListedModel<any>;

/** A fact that its stream can not hold at this place, such as a hold placed that was never asked for. */
export class FactOutOfPlace extends Error {
  override readonly name = 'FactOutOfPlace';
  readonly code = 'fact-out-of-place';
  constructor(fact: string, missing: string) {
    super(`${fact} without ${missing}`);
  }
}

/**
 * Takes a fact into its row: the row as it was if this fact of the stream is already in it (delivered twice), else what
 * the read model makes of it, with the revision noted.
 */
export function fold<Row extends ProjectedRow>(
  model: FoldedModel<Row>,
  row: Row | undefined,
  fact: ShownFact,
  source: Source,
): Row {
  const seen = row?.revisions[source.stream];
  if (row !== undefined && seen !== undefined && source.revision <= seen) return row;
  const next = model.project(row, fact, source);
  return { ...next, revisions: { ...row?.revisions, [source.stream]: source.revision } } as Row;
}
