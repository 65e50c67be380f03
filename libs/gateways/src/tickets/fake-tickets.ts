import type { Ticket, TicketDesk } from './port';

/** Keeps tickets in memory; a repeated key is the same ticket. For specs. */
export function fakeTickets(): TicketDesk & { readonly opened: ReadonlyMap<string, Ticket> } {
  const opened = new Map<string, Ticket>();
  return { opened, open: async (ticket) => void opened.set(ticket.key, ticket) };
}
