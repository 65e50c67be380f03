import { Inject, Injectable } from '@nestjs/common';
import { type BrokenLink, firstBrokenLink } from '@onfile/domain';
import { Answer } from '../http/answer';
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

const DEFAULT_LIMIT = 50;

/** Reads the operator log back. */
@Injectable()
export class WatchOperatorLog {
  constructor(@Inject(OPERATORS) private readonly operators: Operators) {}

  /** The newest entries first; of one thing or one operator alone where asked for. */
  async list(filter: { on?: string; by?: string; limit?: number }): Promise<Answer<{ entries: readonly LogLine[] }>> {
    const { on, by, limit = DEFAULT_LIMIT } = filter;
    const months = await this.operators.book.months();
    const lines = months.flatMap(({ month, entries }) =>
      entries.map(({ at, data: { before: _, ...data } }) => ({ month, at, ...data })),
    );
    const wanted = lines.filter((line) => (on === undefined || line.on === on) && (by === undefined || line.by === by));
    return new Answer({ entries: wanted.reverse().slice(0, limit) });
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
