import Database from 'better-sqlite3';
import { BLOCK_EVENTS, LabelIndex } from './label-index';
import { SCHEMA } from './schema';

/** A log of events whose stream and type follow from their position. */
function logOf(count: number) {
  const database = new Database(':memory:');
  database.pragma('foreign_keys = OFF');
  database.exec(SCHEMA);
  const labels = new LabelIndex(database);
  const insert = database.prepare("INSERT INTO events VALUES (?, ?, ?, x'00', ?, 1, 0, x'', x'')");
  const add = (position: number): void => {
    insert.run(position, streamAt(position), position, typeAt(position));
    labels.add(position, streamAt(position), typeAt(position));
  };
  for (let position = 1; position <= count; position += 1) add(position);
  return { database, labels, add };
}

const streamAt = (position: number): number => 1 + (position % 7);
const typeAt = (position: number): number => 1 + (position % 3);

/** All labels from a position on, as the index tells them block by block. */
function read(labels: LabelIndex, from: number, to: number): string[] {
  const found: string[] = [];
  for (let at = from; at <= to;) {
    const { first, last, numbers } = labels.read(at, to);
    for (; at <= last; at += 1) found.push(`${at} ${numbers[2 * (at - first)]} ${numbers[2 * (at - first) + 1]}`);
  }
  return found;
}

const expected = (from: number, to: number): string[] =>
  Array.from(
    { length: to - from + 1 },
    (_, index) => `${from + index} ${streamAt(from + index)} ${typeAt(from + index)}`,
  );

describe('the labels of events', () => {
  it.each([1, BLOCK_EVENTS - 1, BLOCK_EVENTS, BLOCK_EVENTS + 1, 3 * BLOCK_EVENTS + 5])(
    'are told for a log of %d',
    (count) => {
      const { labels } = logOf(count);
      expect(read(labels, 1, count)).toEqual(expected(1, count));
      const from = Math.ceil(count / 2);
      expect(read(labels, from, count)).toEqual(expected(from, count));
    },
  );

  it('are written a block at a time', () => {
    const { database } = logOf(2 * BLOCK_EVENTS + 5);
    expect(database.prepare('SELECT first FROM label_blocks').pluck().all()).toEqual([1, 1 + BLOCK_EVENTS]);
  });

  it('go on after a restart in the middle of a block', () => {
    const { database, add } = logOf(BLOCK_EVENTS + 10);
    const again = new LabelIndex(database);
    again.reload(BLOCK_EVENTS + 10);
    for (let position = BLOCK_EVENTS + 11; position <= 2 * BLOCK_EVENTS; position += 1) {
      add(position);
      if (position < 2 * BLOCK_EVENTS) again.add(position, streamAt(position), typeAt(position));
    }
    expect(read(again, 1, 2 * BLOCK_EVENTS)).toEqual(expected(1, 2 * BLOCK_EVENTS));
  });

  it('are made again where they are missing', () => {
    const { database } = logOf(3 * BLOCK_EVENTS);
    database.exec('DELETE FROM label_blocks');
    const again = new LabelIndex(database);
    again.reload(3 * BLOCK_EVENTS);
    expect(database.prepare('SELECT count(*) FROM label_blocks').pluck().get()).toBe(3);
    expect(read(again, 1, 3 * BLOCK_EVENTS)).toEqual(expected(1, 3 * BLOCK_EVENTS));
  });
});
