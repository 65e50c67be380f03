/** An event as the event store gives it, before the codec has looked at it. */
export interface RawEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  /** Commit position, decimal. */
  readonly position: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

/** An event to be written. Metadata is text only: appends to several streams take nothing else. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly metadata: Record<string, string>;
}
