import type Database from 'better-sqlite3';
import { decideAppend } from '../rules/decide-append';
import type { ExpectedState } from '../rules/expected-state';
import { firstReadable, SOFT_DELETED_JSON } from '../rules/stream-metadata';
import { metadataStreamOf } from '../rules/stream-names';
import { appendMany, type AppendMany, type ManyOutcome } from './append-many';
import { CommitQueue } from './commit-queue';
import { closingOnFailure, openDatabase, refusing } from './database';
import { EventWriter, newId } from './event-writer';
import { lockInstance, type InstanceLock } from './instance-lock';
import { LabelIndex } from './label-index';
import { NameTable } from './names';
import { Reader } from './reader';
import { RecentIds, REMEMBERED_IDS } from './recent-ids';
import { eventBytes, type NewEvent } from './stored-event';
import { StreamStates, type StreamState } from './stream-states';

/** Events for the end of one stream. */
export interface StreamWrite {
  readonly stream: string;
  readonly expected: ExpectedState;
  readonly events: readonly NewEvent[];
}

/** What became of a write: done now or before (`position` is missing if that event can not be read any more), or why not. */
export type WriteOutcome =
  | { readonly kind: 'written'; readonly revision: number; readonly position: number | undefined }
  | { readonly kind: 'wrong-version'; readonly actual: number }
  | { readonly kind: 'deleted' };

/** Is told what happens to the log. */
export interface LogObserver {
  /** A transaction of so many writes is on disk; its commit took `seconds`. */
  committed(writes: number, seconds: number): void;
  /** What became of one write, and how many events and bytes it added; told when it is on disk. */
  wrote(outcome: string, events: number, bytes: number): void;
  /** A transaction could not be written. `isBroken`: nothing can be written any more until the node is started again. */
  failed(error: unknown, isBroken: boolean): void;
}

/** The log of all events in one SQLite file, and its streams. One writer; reads see what is committed. */
export class EventLog {
  readonly names: NameTable;
  readonly reader: Reader;
  readonly states: StreamStates;
  readonly labels: LabelIndex;
  private readonly recent = new RecentIds();
  private readonly writer: EventWriter;
  private readonly commits: CommitQueue;
  private readonly wakers = new Set<() => void>();
  private committed = 0;
  private told: [outcome: string, events: number, bytes: number][] = [];

  private constructor(
    readonly database: Database.Database,
    private readonly lock: InstanceLock,
    private readonly observer: LogObserver,
  ) {
    this.names = new NameTable(database);
    this.reader = new Reader(database);
    this.states = new StreamStates(database, this.names, this.reader, this.recent);
    this.labels = new LabelIndex(database);
    this.writer = new EventWriter(database, this.names, this.states, this.recent, this.labels);
    this.commits = new CommitQueue(database, {
      committed: (writes, seconds) => this.publish(writes, seconds),
      rolledBack: (error) => {
        this.told = [];
        observer.failed(error, false);
        this.reload();
      },
      broken: (error) => observer.failed(error, true),
    });
    this.reload();
    if (this.head === 0) this.writeFirstEvent();
  }

  /** Opens the file, a new one if there is none. @throws {UnusableFile} also when another node has it. */
  static open(file: string, observer: LogObserver): EventLog {
    const lock = lockInstance(file);
    try {
      const database = openDatabase(file);
      return closingOnFailure(database, () => refusing(file, () => new EventLog(database, lock, observer)));
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** Position of the last event that is committed. */
  get head(): number {
    return this.committed;
  }

  /** How many writes wait for their commit. */
  get waiting(): number {
    return this.commits.waiting;
  }

  /** Appends to one stream (section 7). @throws {WriteFailed} */
  append({ stream, expected, events }: StreamWrite): Promise<WriteOutcome> {
    const bytes = events.reduce((sum, event) => sum + eventBytes(event), 0);
    return this.submit(bytes, () => {
      const state = this.states.of(stream);
      const decision = decideAppend(
        this.states.view(state),
        expected,
        events.map(({ id }) => id),
      );
      if (decision.kind === 'repeated') return this.repeated(state, decision.revision);
      if (decision.kind !== 'append') return decision;
      const position = this.writer.write(state, events);
      return { kind: 'written', revision: state.last, position };
    });
  }

  /** Appends to several streams, all or nothing (section 8). @throws {WriteFailed} */
  appendMany(request: AppendMany): Promise<ManyOutcome> {
    const bytes = request.events.reduce((sum, { event }) => sum + eventBytes(event), 0);
    return this.submit(bytes, () => appendMany(this.states, this.writer, request));
  }

  /** Soft delete (section 9): the stream reads as not found until it is written to again. @throws {WriteFailed} */
  delete(stream: string, expected: ExpectedState): Promise<WriteOutcome> {
    return this.submit(0, () => {
      const state = this.states.of(stream);
      const view = this.states.view(state);
      const decision = decideAppend(view, expected, [newId()]);
      if (decision.kind === 'deleted' || decision.kind === 'wrong-version') return decision;
      if (state.last < 0 && !view.hasMetadata()) return { kind: 'wrong-version', actual: -1 };
      this.writer.addMetadata(state, Buffer.from(SOFT_DELETED_JSON));
      return { kind: 'written', revision: state.last, position: this.writer.position };
    });
  }

  /** Tombstone (section 9): the stream is gone for ever, also one that never was. @throws {WriteFailed} */
  tombstone(stream: string, expected: ExpectedState): Promise<WriteOutcome> {
    return this.submit(0, () => {
      const state = this.states.of(stream);
      const decision = decideAppend(this.states.view(state), expected, [newId()]);
      if (decision.kind === 'deleted' || decision.kind === 'wrong-version') return decision;
      this.writer.addTombstone(state);
      return { kind: 'written', revision: state.last, position: this.writer.position };
    });
  }

  /** Calls `wake` after every commit, until the answered function is called. */
  onCommit(wake: () => void): () => void {
    this.wakers.add(wake);
    return () => this.wakers.delete(wake);
  }

  /** Resolves when all writes so far are on disk or refused. */
  drained(): Promise<void> {
    return this.commits.drained();
  }

  /** Closes the file; what is in the write-ahead log goes into it. */
  close(): void {
    this.database.close();
    this.lock.release();
  }

  private submit<Outcome extends { readonly kind: string }>(bytes: number, write: () => Outcome): Promise<Outcome> {
    return this.commits.submit(bytes, () => {
      const before = this.writer.position;
      return this.tell(write(), before, bytes);
    });
  }

  private publish(writes: number, seconds: number): void {
    this.observer.committed(writes, seconds);
    for (const [outcome, events, bytes] of this.told) this.observer.wrote(outcome, events, bytes);
    this.told = [];
    if (this.writer.position === this.committed) return;
    this.committed = this.writer.position;
    for (const wake of this.wakers) wake();
  }

  /** Notes what became of a write, for when it is on disk. */
  private tell<Outcome extends { readonly kind: string }>(outcome: Outcome, before: number, bytes: number): Outcome {
    const events = this.writer.position - before;
    const kind = outcome.kind === 'written' && events === 0 ? 'repeated' : outcome.kind;
    this.told.push([kind, events, events === 0 ? 0 : bytes]);
    return outcome;
  }

  private repeated(state: StreamState, revision: number): WriteOutcome {
    const isReadable = revision >= firstReadable(this.states.metadata(state), state.last);
    return { kind: 'written', revision, position: isReadable ? this.states.positionOf(state, revision) : undefined };
  }

  private reload(): void {
    this.names.clear();
    this.states.clear();
    this.writer.reload();
    this.recent.clear();
    this.committed = this.writer.position;
    this.labels.reload(this.committed);
    const newest = this.database
      .prepare<[number], { stream: number; id: Buffer; revision: number }>(
        'SELECT stream, id, revision FROM events WHERE position > ?',
      )
      .iterate(this.committed - REMEMBERED_IDS);
    for (const { stream, id, revision } of newest) this.recent.add(stream, id, revision);
  }

  /** A node always has events of its own: clients expect that reading all of a new one finds some. */
  private writeFirstEvent(): void {
    const acl = { $userStreamAcl: { $r: '$all', $w: '$all', $d: '$all', $mr: '$all', $mw: '$all' } };
    this.database.transaction(() => {
      const event = {
        id: newId(),
        type: '$metadata',
        json: true,
        data: Buffer.from(JSON.stringify(acl)),
        metadata: Buffer.alloc(0),
      };
      this.writer.add(this.states.of(metadataStreamOf('$settings')), event);
    })();
    this.committed = this.writer.position;
  }
}
