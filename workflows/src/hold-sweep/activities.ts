/** Which page of what was left behind. */
export interface LeftBehindRequest {
  /** Begun before this ISO instant. */
  readonly before: string;
  readonly after?: string;
  readonly limit: number;
}

/** Activities on queue `journeys`. */
export interface SweepActivities {
  /**
   * Journeys begun before `before` that have something left to do (they are open, or hold money) and no workflow that
   * is at it. A page of them, in order of id; `next` is where the next page starts, absent after the last.
   */
  findLeftBehind(request: LeftBehindRequest): Promise<{ journeyIds: readonly string[]; next?: string }>;
  /** The same of changes of a card's validity. */
  findChangesLeftBehind(request: LeftBehindRequest): Promise<{ changeIds: readonly string[]; next?: string }>;
}
