import { decode } from '../codec';
import { FactUnreadable } from '../errors';
import type { AnyFact } from '../model/category';
import type { RawEvent } from '../model/raw-event';

/**
 * One event of the log as a follower gets it: a fact, or why it can not be read (`unreadable` tells the cause, never the
 * content). Followers decide themselves what an unreadable one holds up.
 */
export type Followed = {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly id: string;
  readonly type: string;
  readonly commandId?: string;
} & (
  | { readonly fact: AnyFact; readonly unreadable?: undefined }
  | { readonly unreadable: string; readonly fact?: undefined }
);

/** Reads an event for a follower. Never throws for what it holds. */
export function followed(event: RawEvent): Followed {
  const { stream, revision, position, id, type } = event;
  try {
    const { fact, commandId } = decode(event);
    return { stream, revision, position, id, type, commandId, fact };
  } catch (error) {
    if (!(error instanceof FactUnreadable)) throw error;
    return { stream, revision, position, id, type, unreadable: error.message };
  }
}
