import type { Room } from '../room';
import { CardNetworkController } from './card-network.controller';
import { NoteBankMove } from './note-bank-move';
import { UpdateCard } from './update-card';

/** What comes from the bank's side. */
export const cardNetwork: Room = { controllers: [CardNetworkController], providers: [NoteBankMove, UpdateCard] };
