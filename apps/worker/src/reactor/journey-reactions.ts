import { notice, type Reactions } from './reaction';

/** What follows from a card that is added, or is not. */
export const journeyReactions: Reactions = {
  CardAdditionSucceeded: (_data, { eventId, id: journeyId }) => [notice({ eventId, notice: 'card-added', journeyId })],
  CardAdditionFailed: (_data, { eventId, id: journeyId }) => [
    notice({ eventId, notice: 'card-addition-failed', journeyId }),
  ],
  PostpaymentGranted: ({ journeyId }, { eventId }) => [notice({ eventId, notice: 'postpayment-granted', journeyId })],
};
