/** One fact as it stands in the log, linked to the one before it. */
export interface EvidenceEntry {
  /** From 1, in the order of the log. */
  readonly no: number;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly at: string;
  /** Whose doing it was: the opaque id of a person, or `customer`, `bank`, `metering`, `onfile`. */
  readonly by: string;
  readonly type: string;
  /** Without what is sealed, tokens and digests. */
  readonly data: unknown;
  /** Hash of the entry before; of the pack's head for the first. */
  readonly before: string;
  readonly hash: string;
}
