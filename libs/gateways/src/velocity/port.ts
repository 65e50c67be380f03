/** One limit: at most `atMost` takes of `bucket` in any `windowMs`. Buckets are opaque digests, never addresses. */
export interface VelocityLimit {
  readonly bucket: string;
  readonly atMost: number;
  readonly windowMs: number;
}

/** Durable send and velocity counters, outside the log (R11–12, S7, S9, S11). */
export interface VelocityCounters {
  /**
   * Takes one of each limit, or none of any. The same `key` takes once, however often it is asked.
   * Refused: `retryAt` is the ISO instant from which all limits have room again.
   */
  take(
    key: string,
    limits: readonly VelocityLimit[],
    at: string,
  ): Promise<{ taken: true } | { taken: false; retryAt: string; bucket: string }>;
}
