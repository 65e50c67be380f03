import type Database from 'better-sqlite3';
import { performance } from 'node:perf_hooks';

/** One write that waits for its turn: checked against what the writes before it left, then done wholly or not at all. */
interface Job {
  readonly run: () => unknown;
  readonly bytes: number;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
}

/** A commit takes writes up to this size. */
const BATCH = { jobs: 1_000, bytes: 8 * 1024 * 1024 };

/** What is told of commits. */
export interface CommitListener {
  /** A transaction is on disk; `seconds` is how long its commit took. */
  committed(jobs: number, seconds: number): void;
  /** A transaction was rolled back: nothing of it is in the log. What is kept in memory must be read again. */
  rolledBack(error: unknown): void;
  /** The log can be neither written nor brought back to what is on disk. Every write is refused from now on. */
  broken(error: unknown): void;
}

/** The log could not be written. Nothing of the write was done; it may be tried again. */
export class WriteFailed extends Error {
  override readonly name = 'WriteFailed';
}

/**
 * Group commit: all writes that came in since the last commit go into one transaction, in the order they came, and are
 * answered when it is on disk.
 */
export class CommitQueue {
  private queue: Job[] = [];
  private scheduled = false;
  private failure: WriteFailed | undefined;
  private idle: (() => void)[] = [];
  private readonly begin;
  private readonly commit;
  private readonly rollback;

  constructor(
    private readonly database: Database.Database,
    private readonly listener: CommitListener,
  ) {
    this.begin = database.prepare('BEGIN IMMEDIATE');
    this.commit = database.prepare('COMMIT');
    this.rollback = database.prepare('ROLLBACK');
  }

  /**
   * Does `write` in the next transaction. Answers what it answers, once that is on disk.
   * @throws {WriteFailed} when the transaction could not be committed.
   */
  submit<Answer>(bytes: number, write: () => Answer): Promise<Answer> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise<Answer>((resolve, reject) => {
      this.queue.push({ run: write, bytes, resolve, reject });
      this.schedule();
    });
  }

  /** How many writes wait. */
  get waiting(): number {
    return this.queue.length;
  }

  /** Resolves when every write is on disk or refused. */
  async drained(): Promise<void> {
    if (this.queue.length === 0) return;
    await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => this.flush());
  }

  private flush(): void {
    this.scheduled = false;
    const batch = this.take();
    this.commitAll(batch);
    if (this.queue.length > 0) return this.schedule();
    const waiting = this.idle;
    this.idle = [];
    for (const resolve of waiting) resolve();
  }

  private take(): Job[] {
    let bytes = 0;
    let count = 0;
    while (count < this.queue.length && count < BATCH.jobs && (count === 0 || bytes < BATCH.bytes)) {
      bytes += this.queue[count]!.bytes;
      count += 1;
    }
    return this.queue.splice(0, count);
  }

  private commitAll(batch: readonly Job[]): void {
    const answers: unknown[] = [];
    let seconds = 0;
    try {
      this.begin.run();
      for (const { run } of batch) answers.push(run());
      const start = performance.now();
      this.commit.run();
      seconds = (performance.now() - start) / 1000;
    } catch (error) {
      const failed = failure(error);
      this.undo(error);
      for (const { reject } of batch) reject(failed);
      return;
    }
    this.listener.committed(batch.length, seconds);
    for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as never);
  }

  private undo(error: unknown): void {
    try {
      if (this.database.inTransaction) this.rollback.run();
      this.listener.rolledBack(error);
    } catch (second) {
      this.failure = failure(second);
      this.listener.broken(second);
    }
  }
}

const failure = (error: unknown): WriteFailed =>
  new WriteFailed(`the log could not be written: ${(error as Error).message}`, { cause: error });
