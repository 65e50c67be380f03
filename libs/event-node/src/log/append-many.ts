import { decideAppend, type AppendDecision } from '../rules/decide-append';
import { expectedOf } from '../rules/expected-state';
import type { EventWriter } from './event-writer';
import type { NewEvent } from './stored-event';
import type { StreamState, StreamStates } from './stream-states';

/** Actual and expected states of the calls of version 2 that are no revision. */
export const StateNumber = { noStream: -1n, any: -2n, exists: -4n, softDeleted: -5n, tombstoned: -6n } as const;

/** What one stream must be like for an append to several streams. */
export interface StateCheck {
  readonly stream: string;
  /** A revision or one of `StateNumber`. */
  readonly expected: bigint;
}

/** Events for several streams, in the order they shall have in the log. */
export interface AppendMany {
  /** At most one a stream; a written stream without one is written whatever its state. */
  readonly checks: readonly StateCheck[];
  readonly events: readonly { readonly stream: string; readonly event: NewEvent }[];
}

/** A stream that is not as expected. `index` is that of its check; written streams without one come after all checks. */
export interface Violation extends StateCheck {
  readonly index: number;
  /** Its state, and the revision of its last event, -1 if it never had one. */
  readonly actual: bigint;
  readonly last: number;
}

/** What became of it: all of it or nothing was written. */
export type ManyOutcome =
  | { readonly kind: 'written'; readonly revisions: ReadonlyMap<string, number>; readonly position: number }
  | { readonly kind: 'refused'; readonly violations: readonly Violation[] };

interface Decided {
  readonly check: StateCheck;
  readonly state: StreamState;
  readonly isWritten: boolean;
  readonly decision: AppendDecision;
}

/** Appends to several streams, or to none, if every stream is as expected (section 8). */
export function appendMany(states: StreamStates, writer: EventWriter, request: AppendMany): ManyOutcome {
  const decided = decideAll(states, request);
  const written = decided.filter(({ isWritten }) => isWritten);
  if (decided.every(({ decision }) => decision.kind === 'append')) return writeAll(states, writer, written, request);
  if (written.length > 0 && written.every(({ decision }) => decision.kind === 'repeated'))
    return repeated(states, written);
  const violations = decided.flatMap(({ check, state, decision }, index) =>
    decision.kind === 'append' ? [] : [{ ...check, index, actual: actualState(states, state), last: state.last }],
  );
  return { kind: 'refused', violations };
}

function decideAll(states: StreamStates, { checks, events }: AppendMany): Decided[] {
  const ids = new Map<string, Buffer[]>();
  for (const { stream, event } of events) {
    const known = ids.get(stream);
    if (known) known.push(event.id);
    else ids.set(stream, [event.id]);
  }
  const checked = new Set(checks.map(({ stream }) => stream));
  const unchecked = [...ids.keys()].filter((stream) => !checked.has(stream));
  return [...checks, ...unchecked.map((stream) => ({ stream, expected: StateNumber.any }))].map((check) => {
    const state = states.of(check.stream);
    const written = ids.get(check.stream);
    const decision = written
      ? decideWritten(states, state, check.expected, written)
      : decideChecked(states, state, check.expected);
    return { check, state, isWritten: written !== undefined, decision };
  });
}

function decideWritten(
  states: StreamStates,
  state: StreamState,
  expected: bigint,
  ids: readonly Buffer[],
): AppendDecision {
  const view = states.view(state);
  if (expected === StateNumber.softDeleted) {
    return view.softDeleted && !view.tombstoned ? { kind: 'append' } : { kind: 'wrong-version', actual: view.last };
  }
  const word = expectedOf(expected);
  return word === undefined ? { kind: 'wrong-version', actual: view.last } : decideAppend(view, word, ids);
}

/** A stream that is only looked at. */
function decideChecked(states: StreamStates, state: StreamState, expected: bigint): AppendDecision {
  const { last, tombstoned, softDeleted, hasMetadata } = states.view(state);
  const holds = (): boolean => {
    switch (expected) {
      case StateNumber.noStream:
        return last < 0 || softDeleted || tombstoned;
      case StateNumber.exists:
        return !tombstoned && !softDeleted && (last >= 0 || hasMetadata());
      case StateNumber.softDeleted:
        return softDeleted && !tombstoned;
      case StateNumber.tombstoned:
        return tombstoned;
      default:
        return !tombstoned && expected === BigInt(last);
    }
  };
  return holds() ? { kind: 'append' } : { kind: 'wrong-version', actual: last };
}

function writeAll(
  states: StreamStates,
  writer: EventWriter,
  written: readonly Decided[],
  { events }: AppendMany,
): ManyOutcome {
  const revivals = written.map(({ state }) => writer.revival(state));
  for (const { stream, event } of events) writer.add(states.of(stream), event);
  const { position } = writer;
  const revisions = new Map(written.map(({ state: { name } }) => [name, states.of(name).last]));
  for (const revive of revivals) revive?.();
  return { kind: 'written', revisions, position };
}

function repeated(states: StreamStates, written: readonly Decided[]): ManyOutcome {
  const revisions = new Map<string, number>();
  let position = 0;
  for (const { state, decision } of written) {
    const revision = decision.kind === 'repeated' ? decision.revision : state.last;
    revisions.set(state.name, revision);
    position = Math.max(position, states.positionOf(state, revision) ?? 0);
  }
  return { kind: 'written', revisions, position };
}

function actualState(states: StreamStates, state: StreamState): bigint {
  if (states.isTombstoned(state)) return StateNumber.tombstoned;
  if (states.metadata(state).softDeleted) return StateNumber.softDeleted;
  return BigInt(state.last);
}
