/** Activities on queue `journeys`. */
export interface CardWatchActivities {
  /** Accounts with cards on file, in order of id, a page at a time; `next` is where the next page starts. */
  findAccountsWithCards(request: {
    after?: string;
    limit: number;
  }): Promise<{ accountIds: readonly string[]; next?: string }>;
  /**
   * What time brought to the cards of these accounts: warnings, expiries, the loss of the last valid card. `day` names
   * the command, so that a second look on the same day adds nothing. Answers how many accounts got facts.
   */
  lookAtCards(request: { accountIds: readonly string[]; day: string; at: string }): Promise<{ changed: number }>;
}
