import type Database from 'better-sqlite3';
import { problem, type HttpAnswer } from '../http/answer';
import type { Seed } from '../seed';

/** One write as the caller named it. */
export interface KeyedRequest {
  readonly key: string;
  /** Route and body in one text: what must be the same when the key comes again. */
  readonly content: string;
}

/** Does a keyed write at most once. */
export interface Once {
  /** True if a write under this key was answered already. */
  knows(key: string): boolean;
  /**
   * Runs `act` in one transaction together with the note that it was done. The same key and content again: the same
   * answer, byte for byte, with `Idempotency-Hit`. Other content: 422 `key-reused`, and nothing happens.
   */
  run(request: KeyedRequest, act: () => HttpAnswer): HttpAnswer;
}

/** Keys are kept for ever: a simulator must show what a late repeat does, not forget that it is one. */
export function onceIn(db: Database.Database, seed: Seed): Once {
  const find = db.prepare<[string], { digest: string; status: number; body: string }>(
    'SELECT digest, status, body FROM requests WHERE key = ?',
  );
  const keep = db.prepare('INSERT INTO requests (key, digest, status, body) VALUES (?, ?, ?, ?)');
  const act = db.transaction(({ key, content }: KeyedRequest, work: () => HttpAnswer): HttpAnswer => {
    const digest = seed.digest('request', content);
    const known = find.get(key);
    if (known) {
      if (known.digest !== digest) {
        return problem(422, 'key-reused', 'This Idempotency-Key was used for another request.');
      }
      const headers = { 'content-type': 'application/json', 'idempotency-hit': 'true' };
      return { status: known.status, headers, body: known.body };
    }
    const answer = work();
    if (answer.status < 400) keep.run(key, digest, answer.status, answer.body ?? '');
    return answer;
  });
  return { knows: (key) => find.get(key) !== undefined, run: (request, work) => act(request, work) };
}
