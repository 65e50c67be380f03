import type Database from 'better-sqlite3';
import { BLOCK_EVENTS } from '../log/label-index';
import { openExisting } from './backup';

/** What a file holds, and everything that is wrong with it; nothing is, if `findings` is empty. */
export interface CheckReport {
  readonly events: number;
  readonly streams: number;
  readonly lastPosition: number;
  readonly findings: readonly string[];
}

/** Revisions from here on are tombstones. */
const TOMBSTONES = '4611686018427387904';
/** Of each kind, so many findings are told. */
const TOLD = 20;

/** What must hold in every file, as a query for what breaks it; each row is told as a sentence. */
const INVARIANTS: readonly { readonly sql: string; readonly tell: (row: Record<string, unknown>) => string }[] = [
  {
    sql: `SELECT name, min(revision) AS low, max(revision) AS high, count(*) AS count FROM events
          JOIN streams ON streams.id = events.stream WHERE revision < ${TOMBSTONES}
          GROUP BY stream HAVING low <> 0 OR high <> count - 1`,
    tell: ({ name, low, high, count }) =>
      `stream ${name} has ${count} events with revisions ${low} to ${high}: some are missing`,
  },
  {
    sql: `SELECT name, revision, position FROM (
            SELECT stream, revision, position, lag(position, 1, 0) OVER (PARTITION BY stream ORDER BY revision) AS before FROM events
          ) JOIN streams ON streams.id = stream WHERE position <= before`,
    tell: ({ name, revision, position }) =>
      `stream ${name} at ${revision} is at position ${position}, before its predecessor`,
  },
  {
    sql: `SELECT position FROM (SELECT position, created, lag(created, 1, 0) OVER (ORDER BY position) AS before FROM events)
          WHERE created < before`,
    tell: ({ position }) => `the event at ${position} is older than the one before it`,
  },
  {
    sql: 'SELECT position FROM events WHERE position < 1 OR length(id) <> 16 OR id = zeroblob(16) OR json NOT IN (0, 1) OR revision < 0',
    tell: ({ position }) => `the event at ${position} has a position, id, revision or format that no event can have`,
  },
  {
    sql: `SELECT position FROM events LEFT JOIN streams ON streams.id = stream LEFT JOIN types ON types.id = type
          WHERE streams.id IS NULL OR types.id IS NULL`,
    tell: ({ position }) => `the event at ${position} is of a stream or a type without a name`,
  },
  {
    sql: 'SELECT name FROM streams WHERE NOT EXISTS (SELECT 1 FROM events WHERE stream = streams.id)',
    tell: ({ name }) => `stream ${name} has a name but no event`,
  },
  {
    sql: `SELECT count(*) AS missing FROM (SELECT (position - 1) / ${BLOCK_EVENTS} AS block, count(*) AS size FROM events GROUP BY 1)
          WHERE size = ${BLOCK_EVENTS} AND block * ${BLOCK_EVENTS} + 1 NOT IN (SELECT first FROM label_blocks) HAVING missing > 0`,
    tell: ({ missing }) => `${missing} label blocks are missing: they are made again at the next start`,
  },
];

/** Checks a file, served or not: that SQLite finds it whole, and every invariant of the log. @throws {UnusableFile} */
export function checkFile(file: string): CheckReport {
  const database = openExisting(file);
  try {
    return database.transaction(() => checkDatabase(database))();
  } finally {
    database.close();
  }
}

function checkDatabase(database: Database.Database): CheckReport {
  const integrity = (database.pragma(`integrity_check(${TOLD})`) as { integrity_check: string }[]).map(
    (row) => row.integrity_check,
  );
  const broken = integrity[0] === 'ok' ? [] : integrity;
  const findings = [
    ...broken,
    ...attempts(() => [...invariants(database), ...labelFindings(database)], broken.length > 0),
  ];
  const [counted] = attempts(() => [countAll(database)], broken.length > 0);
  return { ...(counted ?? { events: 0, streams: 0, lastPosition: 0 }), findings };
}

/** On a file that is damaged anyway, a query that fails tells nothing new. */
function attempts<Answer>(query: () => Answer[], isDamaged: boolean): Answer[] {
  try {
    return query();
  } catch (error) {
    if (isDamaged) return [];
    throw error;
  }
}

const invariants = (database: Database.Database): string[] =>
  INVARIANTS.flatMap(({ sql, tell }) => {
    const rows = database.prepare<[number], Record<string, unknown>>(`${sql} LIMIT ?`).all(TOLD);
    return rows.map(tell);
  });

/** Label blocks that do not say what the events say. */
function labelFindings(database: Database.Database): string[] {
  const blocks = database
    .prepare<[], { first: number; labels: Buffer }>('SELECT first, labels FROM label_blocks ORDER BY first')
    .iterate();
  const events = database.prepare<[number, number], { position: number; stream: number; type: number }>(
    'SELECT position, stream, type FROM events WHERE position BETWEEN ? AND ?',
  );
  const wrong: string[] = [];
  for (const { first, labels } of blocks) {
    const expected = Buffer.alloc(8 * BLOCK_EVENTS);
    for (const { position, stream, type } of events.all(first, first + BLOCK_EVENTS - 1)) {
      expected.writeUInt32LE(stream, 8 * (position - first));
      expected.writeUInt32LE(type, 8 * (position - first) + 4);
    }
    if (!labels.equals(expected)) wrong.push(`the label block of position ${first} does not say what the events say`);
  }
  return wrong.slice(0, TOLD);
}

function countAll(database: Database.Database) {
  const sql = `SELECT (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM streams) AS streams,
    (SELECT coalesce(max(position), 0) FROM events) AS lastPosition`;
  return database.prepare<[], { events: number; streams: number; lastPosition: number }>(sql).get()!;
}
