/** The revision of `$streamDeleted`: 2^63 - 1, which JavaScript rounds up. Compare with `>=`. */
export const TOMBSTONE_REVISION = 2 ** 63;

/** An event as the database keeps it; streams and types by their numbers there. */
export interface StoredEvent {
  /** In the log of all events, from 1. */
  readonly position: number;
  readonly stream: number;
  /** In its stream, from 0; `TOMBSTONE_REVISION` for the last of all. */
  readonly revision: number;
  /** 16 bytes. */
  readonly id: Buffer;
  readonly type: number;
  /** 1 for `application/json`, 0 for anything else. */
  readonly json: number;
  /** Milliseconds since 1970, never less than that of the event before. */
  readonly created: number;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

/** An event that is to be appended. */
export interface NewEvent {
  readonly id: Buffer;
  readonly type: string;
  readonly json: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** What an event counts against the limits: data, metadata and twice its type, in bytes. */
export const eventBytes = ({ type, data, metadata }: NewEvent): number =>
  data.length + metadata.length + 2 * type.length;
