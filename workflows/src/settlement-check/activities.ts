/** What the comparison of a day's settlement file came to. */
export interface SettlementResult {
  readonly day: string;
  readonly lines: number;
  readonly findings: number;
}

/** Activities on queue `billing`. */
export interface SettlementActivities {
  /** X2: fetches the bank's file of `day` (`YYYY-MM-DD`, UTC), compares it with the log and notes what differs. */
  compareSettlement(request: { day: string }): Promise<SettlementResult>;
}
