import type Database from 'better-sqlite3';
import type { StoredEvent } from './stored-event';

/**
 * The blobs of a row come as one, taken apart again by their lengths: for each of its own SQLite's binding makes a buffer
 * with memory of its own, which took more than all the rest of reading a row. Bytes stay as they are: `||` copies them.
 */
const COLUMNS = `position, stream, revision, type, json, created, length(metadata), CAST(id || metadata || data AS BLOB)`;
const ID_BYTES = 16;

/** A row as it is read, its columns in the order above. */
type Row = [
  position: number,
  stream: number,
  revision: number,
  type: number,
  json: number,
  created: number,
  metadataBytes: number,
  blobs: Buffer,
];

/** A page ends after so many bytes of data and metadata, whatever its count, so that memory stays small. */
const PAGE_BYTES = 128 * 1024;

/** A part of a read: what was found, and whether there may be more after it. */
export interface Page {
  readonly events: StoredEvent[];
  /** Of their data and metadata. */
  readonly bytes: number;
  readonly isLast: boolean;
}

/** Reads events page by page. No statement stays open between two pages, so a slow reader never holds the log back. */
export class Reader {
  private readonly statements;

  constructor(database: Database.Database) {
    const prepare = (where: string) =>
      database.prepare<number[], Row>(`SELECT ${COLUMNS} FROM events WHERE ${where}`).raw();
    this.statements = {
      at: prepare('stream = ? AND revision = ?'),
      atPosition: prepare('position = ?'),
      newest: prepare('stream = ? ORDER BY revision DESC LIMIT 1'),
      streamForwards: prepare('stream = ? AND revision BETWEEN ? AND ? ORDER BY revision LIMIT ?'),
      streamBackwards: prepare('stream = ? AND revision BETWEEN ? AND ? ORDER BY revision DESC LIMIT ?'),
      allForwards: prepare('position BETWEEN ? AND ? ORDER BY position LIMIT ?'),
      allBackwards: prepare('position BETWEEN ? AND ? ORDER BY position DESC LIMIT ?'),
    };
  }

  /** The event of a stream at a revision. */
  at(stream: number, revision: number): StoredEvent | undefined {
    return maybe(this.statements.at.get(stream, revision));
  }

  /** The event of the log at a position. */
  atPosition(position: number): StoredEvent | undefined {
    return maybe(this.statements.atPosition.get(position));
  }

  /** The newest event of a stream. */
  newest(stream: number): StoredEvent | undefined {
    return maybe(this.statements.newest.get(stream));
  }

  /** At most `count` events of a stream with revisions of `from` to `to`, upwards. */
  streamForwards(stream: number, from: number, to: number, count: number): Page {
    return page(this.statements.streamForwards.iterate(stream, from, to, count), count);
  }

  /** At most `count` events of a stream with revisions of `from` to `to`, downwards. */
  streamBackwards(stream: number, from: number, to: number, count: number): Page {
    return page(this.statements.streamBackwards.iterate(stream, from, to, count), count);
  }

  /** At most `count` events of the log at positions of `from` to `to`, upwards. */
  allForwards(from: number, to: number, count: number): Page {
    return page(this.statements.allForwards.iterate(from, to, count), count);
  }

  /** At most `count` events of the log at positions of `from` to `to`, downwards. */
  allBackwards(from: number, to: number, count: number): Page {
    return page(this.statements.allBackwards.iterate(from, to, count), count);
  }
}

function page(rows: IterableIterator<Row>, count: number): Page {
  const events: StoredEvent[] = [];
  let bytes = 0;
  for (const row of rows) {
    events.push(eventOf(row));
    bytes += row[7].length - ID_BYTES;
    if (bytes >= PAGE_BYTES) return { events, bytes, isLast: false };
  }
  return { events, bytes, isLast: events.length < count };
}

const maybe = (row: Row | undefined): StoredEvent | undefined => row && eventOf(row);

function eventOf([position, stream, revision, type, json, created, metadataBytes, blobs]: Row): StoredEvent {
  const dataFrom = ID_BYTES + metadataBytes;
  return {
    position,
    stream,
    revision,
    type,
    json,
    created,
    id: blobs.subarray(0, ID_BYTES),
    metadata: blobs.subarray(ID_BYTES, dataFrom),
    data: blobs.subarray(dataFrom),
  };
}
