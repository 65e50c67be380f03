/** A service ticket on its way to those who help. No card data, no security code: its text is made from the log. */
export interface Ticket {
  /** The same key is the same ticket. */
  readonly key: string;
  readonly subject: string;
  readonly text: string;
  /** Where the answer goes: the customer's address. */
  readonly replyTo: string;
}

/** Opens service tickets (R31). */
export interface TicketDesk {
  /** @throws {GatewayUnreachable}: open it again under the same key */
  open(ticket: Ticket): Promise<void>;
}
