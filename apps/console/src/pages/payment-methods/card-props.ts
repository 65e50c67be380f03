import type { Card } from '../../api/queries';
import type { Methods, WalletCommands } from './wallet-commands';

/** A card, and what is done with it. */
export interface CardProps {
  readonly card: Card;
  readonly commands: WalletCommands;
}

/** The cards, and all that is done with them. */
export interface CardsProps {
  readonly methods: Methods;
  readonly commands: WalletCommands;
}
