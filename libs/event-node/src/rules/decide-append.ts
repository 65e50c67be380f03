import type { ExpectedState } from './expected-state';

/** A stream as the rules of appending see it. */
export interface StreamView {
  /** Revision of its last event, -1 if it never had one. */
  readonly last: number;
  /** It, or the stream whose metadata it holds, is gone for ever. */
  readonly tombstoned: boolean;
  readonly softDeleted: boolean;
  /** Whether its metadata were ever written. */
  hasMetadata(): boolean;
  /** The revision of an event of this stream that was written not long ago. */
  recent(id: Buffer): number | undefined;
  /** The id of the event at a revision. */
  idAt(revision: number): Buffer | undefined;
}

/** What becomes of an append: `repeated` was written before, up to `revision`; -1 is "no stream". */
export type AppendDecision =
  | { readonly kind: 'append' }
  | { readonly kind: 'repeated'; readonly revision: number }
  | { readonly kind: 'wrong-version'; readonly actual: number }
  | { readonly kind: 'deleted' };

const APPEND: AppendDecision = { kind: 'append' };
const DELETED: AppendDecision = { kind: 'deleted' };

/** Expected revision and idempotency (section 7): decides on an append of events with `ids`, in this order. */
export function decideAppend(stream: StreamView, expected: ExpectedState, ids: readonly Buffer[]): AppendDecision {
  const { last } = stream;
  const wrong: AppendDecision = { kind: 'wrong-version', actual: last };
  if (stream.tombstoned && ids.length > 0) return DELETED;
  if (expected === 'stream-exists') {
    if (stream.softDeleted) return DELETED;
    if (last < 0 && !stream.hasMetadata()) return wrong;
  }
  if (ids.length === 0) return decideEmpty(stream, expected) ? { kind: 'repeated', revision: last } : wrong;
  if (expected === 'any' || expected === 'stream-exists') return decideWeakly(stream, ids);
  const after = expected === 'no-stream' ? -1n : expected;
  if (after > last) return wrong;
  if (after === BigInt(last)) return APPEND;
  return decideStrongly(stream, Number(after), ids);
}

function decideEmpty({ last, softDeleted }: StreamView, expected: ExpectedState): boolean {
  if (expected === 'no-stream') return last < 0 || softDeleted;
  return typeof expected === 'string' || expected === BigInt(last);
}

/** Any revision will do, so only the ids tell a repeat. */
function decideWeakly(stream: StreamView, ids: readonly Buffer[]): AppendDecision {
  let revision = stream.last;
  for (const [index, id] of ids.entries()) {
    const known = stream.recent(id);
    if (known === undefined) return index === 0 ? APPEND : { kind: 'wrong-version', actual: stream.last };
    revision = known;
  }
  return { kind: 'repeated', revision };
}

/** The writer's revision is behind: it is a repeat if its events are the ones that follow that revision. */
function decideStrongly(stream: StreamView, after: number, ids: readonly Buffer[]): AppendDecision {
  for (const [index, id] of ids.entries()) {
    if (stream.idAt(after + 1 + index)?.equals(id)) continue;
    if (index === 0 && after === -1 && stream.softDeleted) return APPEND;
    return { kind: 'wrong-version', actual: stream.last };
  }
  return { kind: 'repeated', revision: after + ids.length };
}
