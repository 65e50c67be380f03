import type Database from 'better-sqlite3';
import { restoredMetadata } from '../rules/stream-metadata';
import { isMetadataStream, metadataStreamOf, originalOf } from '../rules/stream-names';
import { randomUUID } from 'node:crypto';
import { uuidBytes } from '../wire/uuid';
import type { LabelIndex } from './label-index';
import type { NameTable } from './names';
import type { RecentIds } from './recent-ids';
import { TOMBSTONE_REVISION, type NewEvent } from './stored-event';
import type { StreamState, StreamStates } from './stream-states';

const TOMBSTONE_BIGINT = 2n ** 63n - 1n;
const EMPTY = Buffer.alloc(0);

/** Puts events into the log. Only inside the one transaction of the moment, see `CommitQueue`. */
export class EventWriter {
  /** Position of the last event, 0 before the first. */
  position = 0;
  private created = 0;
  private readonly insert: Database.Statement<unknown[]>;

  constructor(
    private readonly database: Database.Database,
    private readonly names: NameTable,
    private readonly states: StreamStates,
    private readonly recent: RecentIds,
    private readonly labels: LabelIndex,
  ) {
    this.insert = database.prepare(
      'INSERT INTO events (position, stream, revision, id, type, json, created, metadata, data) ' +
        'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
  }

  /** Starts after what the database holds, and knows its newest ids. */
  reload(): void {
    const newest = this.database
      .prepare<[], { position: number; created: number }>(
        'SELECT position, created FROM events ORDER BY position DESC LIMIT 1',
      )
      .get();
    this.position = newest?.position ?? 0;
    this.created = newest?.created ?? 0;
  }

  /** Writes events at the end of a stream, and what brings a soft-deleted stream back. Answers the last position. */
  write(stream: StreamState, events: readonly NewEvent[]): number {
    const revival = this.revival(stream);
    for (const event of events) this.add(stream, event);
    const { position } = this;
    revival?.();
    return position;
  }

  /** What must follow the next events of a stream, because it, or the stream it describes, is soft-deleted. */
  revival(stream: StreamState): (() => void) | undefined {
    const isMetadata = isMetadataStream(stream.name);
    const described = isMetadata ? this.states.of(originalOf(stream.name)) : stream;
    if (!this.states.metadata(described).softDeleted) return undefined;
    const before = isMetadata ? undefined : this.states.metadataJson(described);
    const truncateBefore = described.last + 1;
    return () => {
      const json = isMetadata ? this.states.metadataJson(described) : before;
      this.addMetadata(described, restoredMetadata(json, truncateBefore));
    };
  }

  /** Writes the metadata of a stream. */
  addMetadata({ name }: StreamState, json: Buffer): void {
    const event = { id: newId(), type: '$metadata', json: true, data: json, metadata: EMPTY };
    this.add(this.states.of(metadataStreamOf(name)), event);
  }

  /** Writes the last event that a stream ever gets. */
  addTombstone(stream: StreamState): void {
    const event = { id: newId(), type: '$streamDeleted', json: false, data: EMPTY, metadata: EMPTY };
    this.store(stream, event, TOMBSTONE_BIGINT);
    stream.tombstoned = true;
  }

  /** Writes one event at the end of a stream. */
  add(stream: StreamState, event: NewEvent): void {
    stream.last += 1;
    this.store(stream, event, stream.last);
    if (isMetadataStream(stream.name)) this.states.of(originalOf(stream.name)).metadata = undefined;
  }

  private store(stream: StreamState, event: NewEvent, revision: number | bigint): void {
    const { id, type, json, data, metadata } = event;
    stream.id ??= this.names.addStream(stream.name);
    this.position += 1;
    this.created = Math.max(this.created, Date.now());
    const typeId = this.names.typeId(type);
    this.insert.run(this.position, stream.id, revision, id, typeId, json ? 1 : 0, this.created, metadata, data);
    this.labels.add(this.position, stream.id, typeId);
    this.recent.add(stream.id, id, typeof revision === 'bigint' ? TOMBSTONE_REVISION : revision);
  }
}

/** An id for an event that no client asked for. */
export const newId = (): Buffer => uuidBytes(randomUUID())!;
