import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from './database';
import { UnusableFile } from './unusable-file';

const folder = mkdtempSync(join(tmpdir(), 'event-node-database-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (name: string): string => join(folder, `${name}.db`);

/** A file with enough in it to be damaged in the middle. */
function filled(name: string): string {
  const file = fileOf(name);
  const database = openDatabase(file);
  database.exec(`
    INSERT INTO streams (id, name) VALUES (1, 'a'); INSERT INTO types (id, name) VALUES (1, 'T');
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
    INSERT INTO events SELECT i, 1, i - 1, randomblob(16), 1, 1, i, randomblob(50), randomblob(200) FROM n`);
  database.close();
  return file;
}

describe('a file', () => {
  it('is made with its tables, its log on disk before anything is in it', () => {
    const file = fileOf('new');
    const database = openDatabase(file);
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(1024 * 1024);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.pragma('synchronous', { simple: true })).toBe(2);
    database.close();
  });

  it('keeps what is in the log of a process that was killed', () => {
    const file = fileOf('killed');
    const database = openDatabase(file);
    database.exec("INSERT INTO streams (name) VALUES ('kept')");
    const [main, wal] = [readFileSync(file), readFileSync(`${file}-wal`)];
    database.close();
    const copy = fileOf('killed-copy');
    writeFileSync(copy, main);
    writeFileSync(`${copy}-wal`, wal);
    const again = openDatabase(copy);
    expect(again.prepare('SELECT name FROM streams').pluck().all()).toEqual(['kept']);
    again.close();
  });

  it('is refused when it is no database', () => {
    const file = fileOf('text');
    writeFileSync(file, 'this is a letter, not a database'.repeat(100));
    expect(() => openDatabase(file)).toThrow(/it is damaged \(file is not a database\).*newest backup/);
  });

  it('is refused when another program wrote it', () => {
    const file = fileOf('other');
    const other = new Database(file);
    other.exec('CREATE TABLE letters (text)');
    other.close();
    expect(() => openDatabase(file)).toThrow(/another program: choose another file/);
  });

  it('is refused when its tables are of another version', () => {
    const file = filled('version');
    const later = new Database(file);
    later.pragma('user_version = 99');
    later.close();
    expect(() => openDatabase(file)).toThrow(/tables are of version 99, this node reads 1/);
  });

  it('is refused when a page in the middle is overwritten', () => {
    const file = filled('scratched');
    const bytes = readFileSync(file);
    bytes.fill(0xab, 40 * 4096, 41 * 4096);
    writeFileSync(file, bytes);
    expect(() => openDatabase(file)).toThrow(UnusableFile);
    expect(() => openDatabase(file)).toThrow(/it is damaged/);
  });

  it('is refused when its end is missing', () => {
    const file = filled('short');
    truncateSync(file, 30 * 4096);
    expect(() => openDatabase(file)).toThrow(/it is damaged/);
  });
});
