/** A ticket that a customer opened. Ids only: its text is made from the log when it is sent. */
export interface TicketToOpen {
  readonly accountId: string;
  readonly ticketId: string;
}

/** Activities on queue `journeys`. */
export interface TicketActivities {
  /** Hands the ticket to those who help; the same ticket once. Does nothing for an account that is forgotten. */
  openTicket(ticket: TicketToOpen): Promise<void>;
}
