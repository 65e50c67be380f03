import { callJson, type HttpJsonSettings } from '../http-json';
import { GatewayUnreachable } from '../unreachable';
import type { TicketDesk } from './port';

/**
 * A help desk over HTTP: `POST /tickets` with subject, text and the address to answer to, our key as `Idempotency-Key`.
 * Any 2xx is taken; 409 says that this key's ticket is there already.
 */
export function httpTickets(settings: Omit<HttpJsonSettings, 'name'>): TicketDesk {
  return {
    async open({ key, ...body }) {
      const answer = await callJson(
        { ...settings, name: 'help desk' },
        { method: 'POST', path: '/tickets', key, body },
      );
      if (!answer.answered || answer.status >= 500) throw new GatewayUnreachable('help desk');
      const isTaken = answer.status < 300 || answer.status === 409;
      if (!isTaken) throw new Error(`The help desk refused a ticket with ${answer.status}.`);
    },
  };
}
