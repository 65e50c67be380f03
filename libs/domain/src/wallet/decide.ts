import { reorder, setDefault } from './arrange';
import type { WalletCommand } from './commands';
import { lookAtTime } from './look-at-time';
import { removeCard } from './remove';
import { updateCard } from './update-card';
import type { WalletWorld, WalletWrites } from './world';

/**
 * The rules of the cards on file. Same command, world and time give the same facts, all to be added in one append; `{}`
 * means nothing to add.
 * @throws {Refusal} nothing happened; each rule's own file lists its codes.
 */
export function decideWallet(command: WalletCommand, world: WalletWorld, at: string): WalletWrites {
  switch (command.type) {
    case 'SetDefault':
      return setDefault(command, world, at);
    case 'Reorder':
      return reorder(command, world, at);
    case 'RemoveCard':
      return removeCard(command, world, at);
    case 'UpdateCard':
      return updateCard(command, world, at);
    case 'LookAtTime':
      return lookAtTime(command, world, at);
  }
}
