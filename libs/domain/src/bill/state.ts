import type { Bill } from './bill';
import type { BillEvent } from './events';
import { withRound } from './round-state';
import { withTry } from './try-state';

export const initialBill: Bill = { tries: [] };

/** Folds one fact into the state. Total: never throws, reads no clock, has no default branch. */
export function evolveBill(bill: Bill, fact: BillEvent): Bill {
  switch (fact.type) {
    case 'BillIssued': {
      const { at, data } = fact;
      return withRound({ ...bill, issued: { ...data, at } }, fact);
    }
    case 'DeductionRoundStarted':
    case 'CardPassedOver':
    case 'DeductionRoundFailed':
      return withRound(bill, fact);
    case 'CardCharged':
    case 'CardChargeDeclined':
    case 'CardPartApproved':
    case 'ConfirmationAsked':
    case 'PaymentPageOpened':
    case 'PaymentPageClosed':
      return { ...answered(bill, fact.data.key), tries: withTry(bill.tries, fact) };
    case 'CardChargeStarted':
    case 'CardChargeUnknown':
    case 'ChargeReturnAsked':
    case 'ChargeReturnDelayed':
    case 'ChargeVoided':
    case 'ChargeRefunded':
      return { ...bill, tries: withTry(bill.tries, fact) };
    case 'ChargeGivenUp':
      return { ...without(bill, 'blocked'), tries: withTry(bill.tries, fact) };
    case 'BillSent':
    case 'BillCredited':
    case 'BillPaid':
    case 'BillPaidByHand':
    case 'BillBlocked':
    case 'BillUnblocked':
    case 'PaymentOverdue':
    case 'ServicesRestricted':
    case 'ServicesSuspended':
    case 'CollectionEnded':
      return withStanding(bill, fact);
  }
}

type StandingFact = Extract<
  BillEvent,
  {
    type:
      | 'BillSent'
      | 'BillCredited'
      | 'BillPaid'
      | 'BillPaidByHand'
      | 'BillBlocked'
      | 'BillUnblocked'
      | 'PaymentOverdue'
      | 'ServicesRestricted'
      | 'ServicesSuspended'
      | 'CollectionEnded';
  }
>;

function withStanding(bill: Bill, fact: StandingFact): Bill {
  const { at } = fact;
  switch (fact.type) {
    case 'BillSent':
      return { ...bill, sentAt: bill.sentAt ?? at };
    case 'BillCredited':
      return { ...bill, credited: { at } };
    case 'BillPaid':
      return { ...without(bill, 'blocked'), paid: { at, key: fact.data.key } };
    case 'BillPaidByHand':
      return { ...without(bill, 'blocked'), paid: { at } };
    case 'BillBlocked':
      return { ...bill, blocked: { because: fact.data.because, key: fact.data.key, at } };
    case 'BillUnblocked':
      return without(bill, 'blocked');
    case 'PaymentOverdue':
      return { ...bill, overdueAt: bill.overdueAt ?? at };
    case 'ServicesRestricted':
      return { ...bill, restrictedUntil: fact.data.until };
    case 'ServicesSuspended':
      return { ...bill, suspendedUntil: fact.data.until };
    case 'CollectionEnded':
      return { ...bill, collectionEndedAt: at };
  }
}

/** D7: once its charge has an answer, a bill that was blocked for the want of one goes on by itself. */
function answered(bill: Bill, key: string): Bill {
  const isWhy = bill.blocked?.because === 'unknown' && bill.blocked.key === key;
  return isWhy ? without(bill, 'blocked') : bill;
}

function without(bill: Bill, field: 'blocked'): Bill {
  const { [field]: _, ...rest } = bill;
  return rest;
}
