import type { Room } from '../room';
import { ServiceTicketsController } from './service-tickets.controller';

/** Help with an attempt. */
export const serviceTickets: Room = { controllers: [ServiceTicketsController] };
