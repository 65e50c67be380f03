import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Seed } from '../seed';

/** The books can not be used: another bank works on them, or they were kept with another seed. */
export class BooksRefused extends Error {
  override readonly name = 'BooksRefused';
  constructor(
    readonly code: 'books-in-use' | 'books-of-another-seed',
    why: string,
  ) {
    super(why);
  }
}

/**
 * The books of the bank, `bank.sqlite` in its folder. Card numbers and security codes are not among them: a card is
 * its scenario, its last four digits and a digest.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS cards (
    token TEXT PRIMARY KEY, scenario TEXT NOT NULL, brand TEXT NOT NULL, last4 TEXT NOT NULL, expiry TEXT NOT NULL,
    funding TEXT NOT NULL, country TEXT NOT NULL, fingerprint TEXT NOT NULL, at TEXT NOT NULL,
    deleted_at TEXT, replaced_by TEXT, bills INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS cards_by_fingerprint ON cards (fingerprint);

  CREATE TABLE IF NOT EXISTS payments (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, token TEXT NOT NULL, scenario TEXT NOT NULL,
    last4 TEXT NOT NULL, currency TEXT NOT NULL, minor INTEGER NOT NULL, reference TEXT NOT NULL, return_url TEXT,
    initiated_by TEXT NOT NULL, status TEXT NOT NULL, network_code TEXT NOT NULL, advice_code TEXT, approved INTEGER,
    trans_status TEXT, security_code_result TEXT, address_result TEXT, bank_page TEXT, page_id TEXT,
    page_tries INTEGER NOT NULL DEFAULT 0, at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS payments_by_reference ON payments (kind, reference);
  CREATE INDEX IF NOT EXISTS payments_held ON payments (at) WHERE status = 'held';
  CREATE INDEX IF NOT EXISTS payments_by_page ON payments (page_id) WHERE page_id IS NOT NULL;

  CREATE TABLE IF NOT EXISTS requests (
    key TEXT PRIMARY KEY, digest TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS ledger (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, key TEXT NOT NULL, operation TEXT NOT NULL,
    id TEXT NOT NULL, currency TEXT NOT NULL, minor INTEGER NOT NULL, status TEXT NOT NULL, last4 TEXT NOT NULL
  ) STRICT;

  CREATE TABLE IF NOT EXISTS late_releases (
    kind TEXT NOT NULL, id TEXT NOT NULL, operation TEXT NOT NULL, key TEXT NOT NULL, due INTEGER NOT NULL,
    PRIMARY KEY (kind, id, operation)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS faults (
    id INTEGER PRIMARY KEY AUTOINCREMENT, operation TEXT, key TEXT, last4 TEXT, fault TEXT NOT NULL,
    times INTEGER, ms INTEGER, chance REAL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS card_faults_met (
    fault TEXT NOT NULL, key TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (fault, key)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS notices (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL, at TEXT NOT NULL,
    due INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0, delivered_at TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS notices_due ON notices (due) WHERE delivered_at IS NULL;

  CREATE TABLE IF NOT EXISTS messages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, recipient TEXT NOT NULL,
    source BLOB NOT NULL, at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS messages_by_recipient ON messages (recipient, seq);
`;

/**
 * Opens the books, or starts new ones. A write that was answered survives the end of the process, however it ends
 * (write-ahead log, `synchronous = NORMAL`); a power failure may take the last moments, which a simulator may lose.
 * @throws {BooksRefused} at once.
 */
export function openStore(folder: string, seed: Seed): Database.Database {
  mkdirSync(folder, { recursive: true });
  const db = new Database(join(folder, 'bank.sqlite'), { timeout: 0 });
  try {
    takeAlone(db, folder);
    db.exec(SCHEMA);
    expectSeed(db, seed);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function takeAlone(db: Database.Database, folder: string): void {
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.pragma('wal_autocheckpoint = 8000');
    db.exec('BEGIN IMMEDIATE; COMMIT');
  } catch (error) {
    if (!String((error as { code?: string }).code).startsWith('SQLITE_BUSY')) throw error;
    throw new BooksRefused('books-in-use', `another bank has the books in ${folder} open`);
  }
}

/** Ids and fingerprints in the books come from the seed: with another one nothing would be found again. */
function expectSeed(db: Database.Database, seed: Seed): void {
  const mark = seed.digest('books', '');
  db.prepare('INSERT OR IGNORE INTO about (name, value) VALUES (?, ?)').run('seed', mark);
  const { value } = db.prepare<[], { value: string }>("SELECT value FROM about WHERE name = 'seed'").get()!;
  if (value !== mark) throw new BooksRefused('books-of-another-seed', 'these books were kept with another BANK_SEED');
}
