/** The other side could not be reached, or said 429 or 503: nothing was sent or done; try again. */
export class GatewayUnreachable extends Error {
  override readonly name = 'GatewayUnreachable';
  constructor(
    gateway: string,
    /** Milliseconds that the other side asked us to wait. */
    readonly retryAfterMs?: number,
    options?: ErrorOptions,
  ) {
    super(`${gateway} can not be reached`, options);
  }
}
