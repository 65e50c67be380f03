import type Database from 'better-sqlite3';

/** Events of one block, whole blocks starting at positions 1, 1025, 2049 and so on. */
export const BLOCK_EVENTS = 1_024;

/** The labels of events in a row: for each position from `first` on, the numbers of its stream and of its type. */
export interface Labels {
  readonly first: number;
  readonly last: number;
  /** Two numbers for each position; a stream of 0 means that there is no event. */
  readonly numbers: Uint32Array;
}

/** Where the block starts that a position is in. */
export const blockStart = (position: number): number => position - ((position - 1) % BLOCK_EVENTS);

/**
 * The streams and types of all events, without the events: what a filter looks at. A block of 1024 events is 8 KiB in
 * one row, written in the transaction of its last event, so a filter passes a million events in a moment whatever it
 * looks for. The events after the last whole block are looked up themselves.
 */
export class LabelIndex {
  private readonly tail = new Uint32Array(2 * BLOCK_EVENTS);
  private readonly statements;

  constructor(database: Database.Database) {
    this.statements = {
      block: database.prepare<[number], Buffer>('SELECT labels FROM label_blocks WHERE first = ?').pluck(),
      newest: database.prepare<[], number>('SELECT max(first) FROM label_blocks').pluck(),
      add: database.prepare<[number, Buffer]>('INSERT INTO label_blocks (first, labels) VALUES (?, ?)'),
      events: database.prepare<[number, number], { position: number; stream: number; type: number }>(
        'SELECT position, stream, type FROM events WHERE position BETWEEN ? AND ?',
      ),
    };
  }

  /** Knows the labels after the last whole block again, and writes the blocks that are missing, if any. */
  reload(head: number): void {
    const newest = this.statements.newest.get() ?? 1 - BLOCK_EVENTS;
    for (let first = newest + BLOCK_EVENTS; first + BLOCK_EVENTS - 1 <= head; first += BLOCK_EVENTS) {
      this.statements.add.run(first, bytesOf(this.lookUp(first, first + BLOCK_EVENTS - 1)));
    }
    this.tail.fill(0);
    this.tail.set(this.lookUp(blockStart(head + 1), head));
  }

  /** Notes the event at the next position. Only inside the transaction that writes it. */
  add(position: number, stream: number, type: number): void {
    const at = (position - 1) % BLOCK_EVENTS;
    this.tail[2 * at] = stream;
    this.tail[2 * at + 1] = type;
    if (at < BLOCK_EVENTS - 1) return;
    this.statements.add.run(blockStart(position), bytesOf(this.tail));
    this.tail.fill(0);
  }

  /** The labels of the events from `from` on, as many as are in one block, but not after `to`. */
  read(from: number, to: number): Labels {
    const first = blockStart(from);
    const last = Math.min(to, first + BLOCK_EVENTS - 1);
    const block = this.statements.block.get(first);
    if (!block) return { first: from, last, numbers: this.lookUp(from, last) };
    const numbers = new Uint32Array(block.buffer.slice(block.byteOffset, block.byteOffset + block.length));
    return { first, last, numbers };
  }

  private lookUp(from: number, to: number): Uint32Array {
    const numbers = new Uint32Array(2 * Math.max(0, to - from + 1));
    for (const { position, stream, type } of this.statements.events.iterate(from, to)) {
      numbers[2 * (position - from)] = stream;
      numbers[2 * (position - from) + 1] = type;
    }
    return numbers;
  }
}

const bytesOf = (numbers: Uint32Array): Buffer => Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
