import type Database from 'better-sqlite3';
import type { Kind, ReleaseOperation } from './payment';

/** A void or refund that was taken and will be carried out later. */
export interface LateRelease {
  readonly kind: Kind;
  readonly id: string;
  readonly operation: ReleaseOperation;
  /** Of the request that ordered it. */
  readonly key: string;
  readonly due: number;
}

/** What the bank still owes, kept in the books: a restart forgets nothing. */
export interface LateReleases {
  add(release: LateRelease): void;
  isUnderWay(kind: Kind, id: string, operation: ReleaseOperation): boolean;
  /** Takes what is due at `now` off the list. */
  takeDue(now: number): LateRelease[];
}

export function lateReleasesIn(db: Database.Database): LateReleases {
  const insert = db.prepare(
    'INSERT OR IGNORE INTO late_releases (kind, id, operation, key, due) VALUES (@kind, @id, @operation, @key, @due)',
  );
  const find = db.prepare('SELECT 1 FROM late_releases WHERE kind = ? AND id = ? AND operation = ?');
  const take = db.prepare<[number], LateRelease>('DELETE FROM late_releases WHERE due <= ? RETURNING *');
  return {
    add: (release) => void insert.run(release),
    isUnderWay: (kind, id, operation) => find.get(kind, id, operation) !== undefined,
    takeDue: (now) => take.all(now),
  };
}
