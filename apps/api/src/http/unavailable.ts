/** A part that the api needs (Temporal, the event log, PostgreSQL) can not be reached; nothing was done. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  constructor(
    part: string,
    /** Seconds after which it is worth asking again. */
    readonly retryAfter = 2,
    options?: ErrorOptions,
  ) {
    super(`${part} can not be reached`, options);
  }
}
