import type { BillEvent } from './events';
import type { Bill } from './bill';

type RoundFact = Extract<
  BillEvent,
  { type: 'BillIssued' | 'DeductionRoundStarted' | 'CardPassedOver' | 'DeductionRoundFailed' }
>;

/** Folds what concerns the round of deduction that is under way. The first one begins with the bill. */
export function withRound(bill: Bill, { type, at, data }: RoundFact): Bill {
  switch (type) {
    case 'BillIssued':
      return {
        ...bill,
        round: { round: 1, because: 'scheduled', startedAt: at, cards: data.cards, passedOver: {} },
      };
    case 'DeductionRoundStarted': {
      const { round, because, cards, only } = data;
      return {
        ...bill,
        round: { round, because, startedAt: at, cards, ...(only !== undefined && { only }), passedOver: {} },
      };
    }
    case 'CardPassedOver':
      return bill.round?.round !== data.round
        ? bill
        : { ...bill, round: { ...bill.round, passedOver: { ...bill.round.passedOver, [data.cardId]: data.because } } };
    case 'DeductionRoundFailed':
      return bill.round?.round !== data.round
        ? bill
        : {
            ...bill,
            round: { ...bill.round, failedAt: at, ...(data.nextAt !== undefined && { nextAt: data.nextAt }) },
          };
  }
}
