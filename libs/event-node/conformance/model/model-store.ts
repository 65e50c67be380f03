import { type AppendStreamState, type StreamState } from '@kurrent/kurrentdb-client';

/** An event as the model keeps it: what a read of `$all` shows of it. */
export interface ModelEvent {
  readonly stream: string;
  readonly type: string;
  readonly revision: bigint;
  readonly id?: string;
}

/** What the model says to a call; compared with what the store says. */
export type Answer =
  | { readonly revision: number }
  | { readonly events: readonly string[] }
  | { readonly done: true }
  | { readonly refused: 'deleted' | 'not-found' | 'session' }
  /** Every stream that is not as its check says, in the order in which they are told. */
  | { readonly refused: 'violations'; readonly streams: readonly string[] }
  | { readonly refused: 'wrong'; readonly actual: number };

/** The metadata that matter to the model. */
export interface ModelMetadata {
  readonly maxCount?: number;
  readonly truncateBefore?: number;
}

interface ModelStream {
  readonly name: string;
  readonly ids: string[];
  metadata?: ModelMetadata;
  settings: number;
  softDeleted: boolean;
  tombstoned: boolean;
}

/** One append of a session. */
export interface ModelAppend {
  readonly stream: string;
  readonly expected: AppendStreamState;
  readonly ids: readonly string[];
}

/** Records of several streams, in the order of the log, and what streams must be like. */
export interface ModelRecords {
  readonly records: readonly { readonly stream: string; readonly id: string }[];
  readonly checks: readonly { readonly stream: string; readonly expected: AppendStreamState }[];
}

const TOMBSTONE_REVISION = 9_223_372_036_854_775_807n;

/** Sections 7 to 9 in memory, as plainly as they can be said. Ids are given to one stream only. */
export class ModelStore {
  readonly log: ModelEvent[] = [];
  private readonly streams = new Map<string, ModelStream>();

  append({ stream: name, expected, ids }: ModelAppend): Answer {
    const stream = this.of(name);
    const answer = decide(stream, expected, ids);
    if (answer === 'append') this.write(stream, ids);
    return answer === 'append' ? { revision: last(stream) } : answer;
  }

  /** All of them or none; all repeats is a repeat. */
  appendSession(appends: readonly ModelAppend[]): Answer {
    const answers = appends.map(({ stream, expected, ids }) => decide(this.of(stream), expected, ids));
    if (answers.every((answer) => answer !== 'append' && 'revision' in answer)) return { done: true };
    if (!answers.every((answer) => answer === 'append')) return { refused: 'session' };
    for (const { stream, ids } of appends) this.writeOnly(this.of(stream), ids);
    for (const { stream, ids } of appends) this.restore(this.of(stream), ids.length);
    return { done: true };
  }

  /** All of them or none; all written streams repeats is a repeat, whatever the checks of the others say. */
  appendRecords({ records, checks }: ModelRecords): Answer {
    const written = (name: string) => records.flatMap(({ stream, id }) => (stream === name ? [id] : []));
    const names = [...new Set([...checks, ...records].map(({ stream }) => stream))];
    const decided = names.map((name) => {
      const expected = checks.find(({ stream }) => stream === name)?.expected ?? 'any';
      const ids = written(name);
      return {
        name,
        ids,
        answer: ids.length > 0 ? decide(this.of(name), expected, ids) : look(this.of(name), expected),
      };
    });
    const streams = decided.flatMap(({ name, answer }) => (answer === 'append' ? [] : [name]));
    if (streams.length === 0) {
      for (const { stream, id } of records) this.writeOnly(this.of(stream), [id]);
      for (const { name, ids } of decided) if (ids.length > 0) this.restore(this.of(name), ids.length);
      return { done: true };
    }
    const isRepeat = decided.every(
      ({ ids, answer }) => ids.length === 0 || (answer !== 'append' && 'revision' in answer),
    );
    return isRepeat ? { done: true } : { refused: 'violations', streams };
  }

  setMetadata(name: string, metadata: ModelMetadata): Answer {
    const stream = this.of(name);
    if (stream.tombstoned) return { refused: 'deleted' };
    this.note(stream, metadata);
    if (stream.softDeleted) {
      stream.softDeleted = false;
      this.note(stream, { ...metadata, truncateBefore: last(stream) + 1 });
    }
    return { done: true };
  }

  delete(name: string, expected: StreamState): Answer {
    const stream = this.of(name);
    const answer = decide(stream, expected, ['a new one']);
    if (answer !== 'append') return answer;
    if (last(stream) < 0 && stream.settings === 0) return { refused: 'wrong', actual: -1 };
    this.note(stream, {});
    stream.softDeleted = true;
    return { done: true };
  }

  tombstone(name: string, expected: StreamState): Answer {
    const stream = this.of(name);
    const answer = decide(stream, expected, ['a new one']);
    if (answer !== 'append') return answer;
    stream.tombstoned = true;
    this.log.push({ stream: name, type: '$streamDeleted', revision: TOMBSTONE_REVISION });
    return { done: true };
  }

  /** The ids a read returns. */
  read(name: string, direction: 'forwards' | 'backwards', from: number, count: number): Answer {
    const stream = this.of(name);
    if (stream.tombstoned) return { refused: 'deleted' };
    if (last(stream) < 0 || stream.softDeleted) return { refused: 'not-found' };
    const { maxCount = Infinity, truncateBefore = 0 } = stream.metadata ?? {};
    const first = Math.max(0, last(stream) - maxCount + 1, truncateBefore);
    const events =
      direction === 'forwards'
        ? stream.ids.slice(Math.max(from, first)).slice(0, count)
        : stream.ids
            .slice(first, from + 1)
            .reverse()
            .slice(0, count);
    return { events };
  }

  private of(name: string): ModelStream {
    const known = this.streams.get(name) ?? { name, ids: [], settings: 0, softDeleted: false, tombstoned: false };
    this.streams.set(name, known);
    return known;
  }

  private write(stream: ModelStream, ids: readonly string[]): void {
    this.writeOnly(stream, ids);
    this.restore(stream, ids.length);
  }

  private writeOnly(stream: ModelStream, ids: readonly string[]): void {
    for (const id of ids) {
      stream.ids.push(id);
      this.log.push({ stream: stream.name, type: 'Tested', revision: BigInt(last(stream)), id });
    }
  }

  private restore(stream: ModelStream, written: number): void {
    if (!stream.softDeleted) return;
    stream.softDeleted = false;
    this.note(stream, { truncateBefore: last(stream) - written + 1 });
  }

  private note(stream: ModelStream, metadata: ModelMetadata): void {
    stream.metadata = metadata;
    this.log.push({ stream: `$$${stream.name}`, type: '$metadata', revision: BigInt(stream.settings) });
    stream.settings += 1;
  }
}

const last = ({ ids }: ModelStream): number => ids.length - 1;

/** A stream that is checked and not written to: section 8. */
function look({ ids, softDeleted, tombstoned, settings }: ModelStream, expected: AppendStreamState): Answer | 'append' {
  const current = ids.length - 1;
  const holds = () => {
    if (expected === 'no_stream') return current < 0 || softDeleted || tombstoned;
    if (expected === 'stream_exists') return !softDeleted && !tombstoned && (current >= 0 || settings > 0);
    return !tombstoned && Number(expected) === current;
  };
  return holds() ? 'append' : { refused: 'wrong', actual: current };
}

/** Section 7, rule by rule. */
function decide(stream: ModelStream, expected: AppendStreamState, ids: readonly string[]): Answer | 'append' {
  const current = last(stream);
  const wrong: Answer = { refused: 'wrong', actual: current };
  if (stream.tombstoned) return { refused: 'deleted' };
  if (expected === 'stream_exists') {
    if (stream.softDeleted) return { refused: 'deleted' };
    if (current < 0 && stream.settings === 0) return wrong;
  }
  if (expected === 'any' || expected === 'stream_exists') {
    const known = ids.map((id) => stream.ids.lastIndexOf(id));
    if (known[0] === -1) return 'append';
    return known.includes(-1) ? wrong : { revision: known.at(-1) ?? -1 };
  }
  const after = expected === 'no_stream' ? -1 : Number(expected);
  if (after > current) return wrong;
  if (after === current) return 'append';
  if (ids.every((id, n) => stream.ids[after + 1 + n] === id)) return { revision: after + ids.length };
  const recreates = expected === 'no_stream' && stream.softDeleted && stream.ids[0] !== ids[0];
  return recreates ? 'append' : wrong;
}
