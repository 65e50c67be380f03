import type { MailGateway } from '../mail/port';
import type { TicketDesk } from './port';

/** A desk that is a mailbox: `to` is read by those who help, and the answer's address stands in the text. */
export function mailTickets(mail: MailGateway, to: string): TicketDesk {
  return {
    open: ({ key, subject, text, replyTo }) =>
      mail.send({ key: `ticket/${key}`, to, subject, text: `${text}\n\nPlease answer to: ${replyTo}\n` }),
  };
}
