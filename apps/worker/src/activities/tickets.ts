import { stream, type Stored } from '@onfile/event-log';
import type { TicketActivities } from '@onfile/workflows';
import type { ActivityPorts } from '../ports';
import { reaching } from './gateway-trouble';
import { addressOf } from './notices';

type TicketPorts = Pick<ActivityPorts, 'log' | 'sealer' | 'tickets'>;

/** R31: hands a ticket to those who help, prefilled with the timeline of what it is about. No card data. */
export function ticketActivities({ log, sealer, tickets }: TicketPorts): TicketActivities {
  return {
    async openTicket({ accountId, ticketId }) {
      const { facts } = await log.read(stream('account', accountId));
      for (const { fact } of facts) {
        if (fact.type !== 'ServiceTicketOpened' || fact.data.ticketId !== ticketId) continue;
        const replyTo = await addressOf({ log, sealer }, accountId);
        const opened = await sealer.unseal(accountId, fact.sealed);
        if (replyTo === undefined || opened === 'forgotten') return; // nobody is left to help
        const { about } = fact.data;
        const timeline = await timelineOf(log, about.stream, about.id);
        const said = opened['message'] === '' ? '(no message)' : opened['message'];
        const text = [`Account: ${accountId}`, `About: ${about.stream} ${about.id}`, '', said, '', ...timeline].join(
          '\n',
        );
        await reaching(() => tickets.open({ key: ticketId, subject: `Service ticket ${ticketId}`, text, replyTo }));
      }
    },
  };
}

/** What happened, fact by fact: when, what, and why it failed. Nothing of the card is in it. */
async function timelineOf(
  log: ActivityPorts['log'],
  category: 'cardAddition' | 'cardValidityChange',
  id: string,
): Promise<readonly string[]> {
  const { facts } = await log.read(stream(category, id));
  return (facts as readonly Stored[]).map(({ fact }) => {
    const { result, networkCode } = fact.data as { result?: string; networkCode?: string };
    const why = [result, networkCode && `code ${networkCode}`].filter(Boolean).join(', ');
    return `${fact.at} ${fact.type}${why === '' ? '' : ` (${why})`}`;
  });
}
