/** A page of bills; `next` is where the next page starts, absent after the last. */
export interface BillsFound {
  readonly billIds: readonly string[];
  readonly next?: string;
}

/** Activities on queue `billing`. */
export interface BillSweepActivities {
  /** Bills that should have moved before `before` (ISO) and have no workflow that is at it. */
  findIdleBills(request: { before: string; after?: string; limit: number }): Promise<BillsFound>;
  /** R30a: tells of numbers that no bill carries, a day after they were reserved. Answers how many. */
  voidLostNumbers(): Promise<{ voided: number }>;
  /** X16: notes a run that was missed, and raises the alarm. Answers the month, if one was. */
  watchRun(): Promise<{ missed?: string }>;
  /** D13: the rules of risk for a page of accounts with unbilled charges; bills those at risk. */
  billAtRisk(request: { after?: string; limit: number }): Promise<{ billed: number; next?: string }>;
}
