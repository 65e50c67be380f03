import type { Room } from '../room';
import { CardNetworkController } from './card-network.controller';
import { NoteBankMove } from './note-bank-move';

/** What comes from the bank's side. */
export const cardNetwork: Room = { controllers: [CardNetworkController], providers: [NoteBankMove] };
