/** A token that has done its part: of a card that was removed, or of card data that was replaced or not accepted. */
export interface TokenToDestroy {
  readonly accountId: string;
  readonly cardId: string;
  readonly token: string;
}

/** Activities on queue `journeys`. */
export interface CardRemovalActivities {
  /**
   * By the log: `open` while a charge or hold of the card has not ended, or its token was handed in anew; `on-file` where a
   * card on file uses the token, which is never destroyed then; else `free`.
   */
  findTokenUse(request: TokenToDestroy): Promise<'open' | 'on-file' | 'free'>;
  /** Records that the token is no more; once. */
  noteTokenDestroyed(request: TokenToDestroy): Promise<void>;
}

/** Activities on queue `card-network`. */
export interface TokenActivities {
  /** A token that is gone already is a success. */
  destroyToken(request: { token: string }): Promise<void>;
}
