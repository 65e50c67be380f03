/** The bank's own account of a day's money. */
export interface Settlements {
  /**
   * The settlement file of a day (`YYYY-MM-DD`, UTC) as text; `readSettlementFile` reads it.
   * @throws {GatewayUnreachable} it is not to be had now: ask again
   */
  fileOf(day: string): Promise<string>;
}
