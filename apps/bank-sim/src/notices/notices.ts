import type Database from 'better-sqlite3';
import type { Seed } from '../seed';

export type NoticeType = 'hold.updated' | 'charge.updated' | 'card.updated';

/** A notice on its way, or delivered. */
export interface Notice {
  readonly seq: number;
  /** The same in every repeat: whoever gets it twice can tell. */
  readonly id: string;
  readonly type: NoticeType;
  /** The JSON text that is signed and sent. */
  readonly body: string;
  /** When the bank made it, by the bank's clock. */
  readonly at: string;
  /** When to send it, in milliseconds since 1970, by the real clock. */
  readonly due: number;
  readonly tries: number;
  readonly deliveredAt?: string;
}

/** The queue of notices. Entered in the transaction of what they tell of, so that none is lost. */
export interface Notices {
  /** @param options `afterMs` sends it later; `copies` more than once. */
  add(type: NoticeType, data: Record<string, unknown>, options?: { afterMs?: number; copies?: number }): Notice[];
  /** What is due at `now`, oldest first. */
  due(now: number, limit: number): Notice[];
  /** When the next one is due; `undefined`: nothing waits. */
  nextDue(): number | undefined;
  delivered(notice: Notice, at: string): void;
  postpone(notice: Notice, due: number): void;
  /** Newest first. */
  latest(limit: number): Notice[];
  waiting(): number;
  /** Calls `listener` when a notice was added, maybe before its transaction is over. */
  onAdded(listener: () => void): void;
}

interface Row extends Omit<Notice, 'deliveredAt'> {
  readonly delivered_at: string | null;
}

/** @param wanted false when nobody listens: then no notice is made. */
export function noticesIn(db: Database.Database, seed: Seed, now: () => Date, wanted: boolean): Notices {
  const insert = db.prepare<unknown[], Row>(
    'INSERT INTO notices (id, type, body, at, due) VALUES (?, ?, ?, ?, ?) RETURNING *',
  );
  const last = db.prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM notices');
  const findDue = db.prepare<[number, number], Row>(
    'SELECT * FROM notices WHERE delivered_at IS NULL AND due <= ? ORDER BY due, seq LIMIT ?',
  );
  const next = db.prepare<[], { due: number | null }>('SELECT min(due) AS due FROM notices WHERE delivered_at IS NULL');
  const deliver = db.prepare('UPDATE notices SET delivered_at = ?, tries = tries + 1 WHERE seq = ?');
  const postpone = db.prepare('UPDATE notices SET due = ?, tries = tries + 1 WHERE seq = ?');
  const latest = db.prepare<[number], Row>('SELECT * FROM notices ORDER BY seq DESC LIMIT ?');
  const waiting = db.prepare<[], { many: number }>('SELECT count(*) AS many FROM notices WHERE delivered_at IS NULL');
  let added: () => void = () => undefined;
  return {
    add(type, data, { afterMs = 0, copies = 1 } = {}) {
      if (!wanted) return [];
      const at = now().toISOString();
      const due = Date.now() + afterMs; // the line to the merchant runs on the real clock
      const id = seed.id('notice', String((last.get()?.seq ?? 0) + 1));
      const body = JSON.stringify({ id, type, at, data });
      added();
      return Array.from({ length: copies }, () => noticeOf(insert.get(id, type, body, at, due)!));
    },
    due: (at, limit) => findDue.all(at, limit).map(noticeOf),
    nextDue: () => next.get()?.due ?? undefined,
    delivered: ({ seq }, at) => void deliver.run(at, seq),
    postpone: ({ seq }, at) => void postpone.run(at, seq),
    latest: (limit) => latest.all(limit).map(noticeOf),
    waiting: () => waiting.get()?.many ?? 0,
    onAdded: (listener) => void (added = listener),
  };
}

const noticeOf = ({ delivered_at, ...row }: Row): Notice => ({ ...row, deliveredAt: delivered_at ?? undefined });
