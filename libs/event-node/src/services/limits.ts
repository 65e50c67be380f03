/** What a client may ask of the node at most. */
export interface Limits {
  /** Of one event: data, metadata and twice its type, in bytes. */
  readonly maxEventBytes: number;
  /** Of all events of one append, in bytes. */
  readonly maxAppendBytes: number;
}

const MEBIBYTE = 1024 * 1024;

/** Those of section 7. */
export const DEFAULT_LIMITS: Limits = { maxEventBytes: 16 * MEBIBYTE, maxAppendBytes: 64 * MEBIBYTE };

/** The longest message of gRPC taken: a whole event, or a client's batch, and what is around it. */
export const maxMessageBytes = ({ maxEventBytes }: Limits): number => Math.max(2 * maxEventBytes, 32 * MEBIBYTE);
