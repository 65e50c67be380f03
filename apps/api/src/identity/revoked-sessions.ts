/** Sessions that were ended before their tokens ran out. */
export interface RevokedSessions {
  /** @throws {Unavailable} when it can not be known: then nobody is let in. */
  has(sessionId: string): Promise<boolean>;
  /** Ends a session. It is remembered until its token has run out. @throws {Unavailable} */
  revoke(sessionId: string, tokenExpiresAt: Date): Promise<void>;
}
