import type { Room } from '../room';
import { HistoricalCardsController } from './historical-cards.controller';
import { HoldsController } from './holds.controller';
import { PaymentMethodsController } from './payment-methods.controller';

/** The cards on file, the attempts to add one, and what was held for them. */
export const paymentMethods: Room = {
  controllers: [PaymentMethodsController, HistoricalCardsController, HoldsController],
};
