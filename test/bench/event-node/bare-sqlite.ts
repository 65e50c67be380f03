import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { type Contender, type Work } from '../harness/window';
import { EVENT_BYTES } from './load';

const DATA = Buffer.alloc(EVENT_BYTES - 60, 'x');
const METADATA = Buffer.alloc(60, 'm');

/** SQLite alone at the durability of the node: the same columns, one index, WAL, synchronous=FULL, in this process. */
export class BareSqlite {
  private readonly database: Database.Database;
  private readonly insert: Database.Statement;
  private position = 0;

  constructor(file: string) {
    this.database = new Database(file);
    this.database.pragma('journal_mode = WAL');
    this.database.pragma('synchronous = FULL');
    this.database.exec(
      `CREATE TABLE events (position INTEGER PRIMARY KEY, stream INTEGER, revision INTEGER, id BLOB, type INTEGER,
         json INTEGER, created INTEGER, metadata BLOB, data BLOB);
       CREATE UNIQUE INDEX events_by_stream ON events (stream, revision)`,
    );
    this.insert = this.database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, 1, 1, ?, ?, ?)');
  }

  /** Transactions of `perTransaction` events, one after the other. */
  appends(perTransaction: number): Contender {
    const commit = this.database.transaction(() => {
      for (let n = 0; n < perTransaction; n += 1) this.insertOne();
    });
    return this.contender('SQLite', () => {
      commit();
      return perTransaction;
    });
  }

  /** Writes `count` events to read. */
  fill(count: number): void {
    const commit = this.database.transaction(() => {
      for (let n = 0; n < count; n += 1) this.insertOne();
    });
    commit();
  }

  /** Reads the log from its start, 1,000 events a page. */
  scan(): Contender {
    const page = this.database.prepare('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT 1000');
    let after = 0;
    return this.contender('SQLite', () => {
      const rows = page.all(after) as { position: number }[];
      after = rows.at(-1)?.position ?? 0;
      return rows.length;
    });
  }

  /** Reads one stream of 20 events after the other. */
  streams(): Contender {
    const stream = this.database.prepare('SELECT * FROM events WHERE stream = ? ORDER BY revision LIMIT 20');
    let n = 0;
    return this.contender('SQLite', () => {
      stream.all((n += 1) % 1000);
      return 1;
    });
  }

  close(): void {
    this.database.close();
  }

  private insertOne(): void {
    this.position += 1;
    const stream = Math.floor(this.position / 100);
    this.insert.run(this.position, stream, this.position % 100, randomBytes(16), Date.now(), METADATA, DATA);
  }

  /** Steps are synchronous; the window is handed back to the event loop now and then. */
  private contender(name: string, step: () => number): Contender {
    const work = async (windowMs: number): Promise<Work> => {
      const end = performance.now() + windowMs;
      const latenciesMs: number[] = [];
      let units = 0;
      while (performance.now() < end) {
        for (let n = 0; n < 20; n += 1) {
          const start = performance.now();
          units += step();
          latenciesMs.push(performance.now() - start);
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
      return { units, latenciesMs };
    };
    return { name, processes: {}, work };
  }
}
