import type { Room } from '../room';
import { CardValidityChangesController } from './card-validity-changes.controller';
import { ChangeValidity } from './change-validity';

/** R37–38: changes of a card's validity period. */
export const cardValidityChanges: Room = {
  controllers: [CardValidityChangesController],
  providers: [ChangeValidity],
};
