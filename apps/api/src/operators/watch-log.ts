import { Inject, Injectable } from '@nestjs/common';
import { type BrokenLink, firstBrokenLink } from '@onfile/domain';
import { CursorInvalid } from '@onfile/read-models';
import { Answer } from '../http/answer';
import type { EntriesPage } from '../http/entries';
import { OPERATORS } from '../tokens';
import type { Operators } from './operators';

/** One entry of the operator log, as it is listed. */
export interface LogLine {
  readonly month: string;
  readonly no: number;
  readonly at: string;
  readonly by: string;
  readonly act: string;
  readonly on: string;
  readonly why: string;
  readonly details: Readonly<Record<string, string>>;
  readonly hash: string;
}

/** Whether the log is as it was written. */
export interface LogVerification {
  readonly whole: boolean;
  readonly entries: number;
  readonly months: number;
  readonly broken?: BrokenLink;
}

/** Which entries: of one thing, of one operator, after those of an earlier page. */
interface LogChoice {
  readonly on?: string;
  readonly by?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

const DEFAULT_LIMIT = 50;

/** Reads the operator log back. */
@Injectable()
export class WatchOperatorLog {
  constructor(@Inject(OPERATORS) private readonly operators: Operators) {}

  /** The newest entries first; of one thing or one operator alone where asked for. @throws {CursorInvalid} */
  async list({ on, by, limit = DEFAULT_LIMIT, cursor }: LogChoice): Promise<Answer<EntriesPage<LogLine>>> {
    const isOlder = olderThan(cursor);
    const months = await this.operators.book.months();
    const lines = months.flatMap(({ month, entries }) =>
      entries.map(({ at, data: { before: _, ...data } }) => ({ month, at, ...data })),
    );
    const wanted = lines
      .filter((line) => (on === undefined || line.on === on) && (by === undefined || line.by === by) && isOlder(line))
      .reverse();
    const entries = wanted.slice(0, limit);
    const last = entries.at(-1);
    return new Answer({ entries, ...(last && wanted.length > limit && { next: `${last.month}-${last.no}` }) });
  }

  /** S20: looks at every entry there is. */
  async verify(): Promise<Answer<LogVerification>> {
    const { book } = this.operators;
    const months = await book.months();
    const broken = firstBrokenLink(months, book.hashOf);
    const entries = months.reduce((sum, month) => sum + month.entries.length, 0);
    return new Answer({ whole: broken === undefined, entries, months: months.length, ...(broken && { broken }) });
  }
}

/** Whether an entry is older than the one that a cursor names, which is by month and number: those it keeps for ever. */
function olderThan(cursor: string | undefined): (entry: { readonly month: string; readonly no: number }) => boolean {
  if (cursor === undefined) return () => true;
  const [, month = '', no] = /^(\d{6})-(\d{1,9})$/.exec(cursor) ?? [];
  if (no === undefined) throw new CursorInvalid();
  return (entry) => entry.month < month || (entry.month === month && entry.no < Number(no));
}
