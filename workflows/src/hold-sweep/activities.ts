/** Activities on queue `journeys`. */
export interface SweepActivities {
  /**
   * Journeys begun before `before` that have something left to do (they are open, or hold money) and no workflow that
   * is at it. A page of them, in order of id; `next` is where the next page starts, absent after the last.
   */
  findLeftBehind(request: {
    before: string;
    after?: string;
    limit: number;
  }): Promise<{ journeyIds: readonly string[]; next?: string }>;
}
