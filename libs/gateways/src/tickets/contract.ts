import type { Ticket, TicketDesk } from './port';

/** How a suite sees what reached a desk, on the fake and on the others alike. */
export interface TicketBench {
  readonly desk: TicketDesk;
  /** Everything that those who help would read. */
  readonly read: () => Promise<readonly { subject: string; text: string }[]>;
}

const TICKET: Ticket = {
  key: 'tkt_1',
  subject: 'A card was not added',
  text: '2024-05-10T12:00:00.000Z hold-declined',
  replyTo: 'person@example.com',
};

/** What Onfile relies on with every desk. */
export function ticketsContract(open: () => Promise<TicketBench>): void {
  it('R31 a ticket reaches those who help, with its text', async () => {
    const { desk, read } = await open();
    await desk.open(TICKET);
    const tickets = await read();
    expect(tickets).toHaveLength(1);
    expect(tickets[0]).toMatchObject({ subject: TICKET.subject, text: expect.stringContaining(TICKET.text) });
  });

  it('the same key is the same ticket', async () => {
    const { desk, read } = await open();
    await desk.open(TICKET);
    await desk.open(TICKET);
    expect(await read()).toHaveLength(1);
  });
}
