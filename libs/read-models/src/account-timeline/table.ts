import type { Table } from '../table';

/** Values that a sentence of the timeline may name: never personal, never a token, digest or address of a page. */
export type SentenceDetails = Readonly<Record<string, string | number | readonly string[]>>;

/**
 * One fact of an account, told by the key of a plain sentence. Fed by the account, wallet and journey streams; stream and
 * revision are part of its key, so a fact delivered twice is the same row.
 */
export interface TimelineRow {
  readonly accountId: string;
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly at: string;
  readonly type: string;
  readonly sentence: string;
  readonly details: SentenceDetails;
}

export const accountTimelineTable: Table<TimelineRow> = {
  name: 'account_timeline',
  // One index serves both uniqueness and the pages of an account: the bulk of a rebuild is rows of this table.
  key: ['accountId', 'position', 'stream', 'revision'],
  required: ['accountId', 'position', 'stream', 'revision', 'at', 'type', 'sentence', 'details'],
  columns: {
    accountId: 'text',
    position: 'position',
    stream: 'text',
    revision: 'integer',
    at: 'instant',
    type: 'text',
    sentence: 'text',
    details: 'json',
  },
};
