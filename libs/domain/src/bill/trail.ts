import { declineFor } from '../declines';
import type { BillEvent, RoundCard } from './events';

/** X1: one step of a bill's decision trail. `why` is a stable code; the bank's own code is for staff. */
export interface TrailEntry {
  readonly at: string;
  readonly what: TrailStep;
  readonly round?: number;
  readonly cardId?: string;
  readonly key?: string;
  readonly why?: string;
  /** What happens next, or from when. */
  readonly next?: string;
  readonly networkCode?: string;
  readonly cards?: readonly Omit<RoundCard, 'token'>[];
}

export type TrailStep =
  | 'issued'
  | 'told'
  | 'round-began'
  | 'passed-over'
  | 'charge-asked'
  | 'no-answer-yet'
  | 'charged'
  | 'declined'
  | 'part-approved'
  | 'confirmation-asked'
  | 'bank-page-opened'
  | 'bank-page-closed'
  | 'giving-back'
  | 'given-back'
  | 'giving-back-delayed'
  | 'given-up'
  | 'round-failed'
  | 'overdue'
  | 'restricted'
  | 'suspended'
  | 'collection-ended'
  | 'blocked'
  | 'unblocked'
  | 'paid'
  | 'paid-by-hand'
  | 'credited';

/** X1, "why this card?": the cards at each moment, each tried or skipped and why, key, answer, next step. */
export function trailOf(facts: readonly BillEvent[]): readonly TrailEntry[] {
  const cardOfKey = new Map<string, string>();
  return facts.map((fact): TrailEntry => {
    if (fact.type === 'CardChargeStarted') cardOfKey.set(fact.data.key, fact.data.cardId);
    const key = 'of' in fact.data ? fact.data.of : 'key' in fact.data ? fact.data.key : undefined;
    const cardId = key === undefined ? undefined : cardOfKey.get(key);
    return { at: fact.at, ...(key !== undefined && { key }), ...(cardId !== undefined && { cardId }), ...told(fact) };
  });
}

function told(fact: BillEvent): Omit<TrailEntry, 'at'> {
  switch (fact.type) {
    case 'BillIssued':
      return { what: 'issued', round: 1, cards: shown(fact.data.cards), ...grounds(fact.data.grounds) };
    case 'BillSent':
      return { what: 'told' };
    case 'DeductionRoundStarted': {
      const { round, because, cards } = fact.data;
      return { what: 'round-began', round, why: because, cards: shown(cards) };
    }
    case 'CardPassedOver': {
      const { round, cardId, because, until } = fact.data;
      return { what: 'passed-over', round, cardId, why: because, ...(until !== undefined && { next: until }) };
    }
    case 'CardChargeStarted':
      return { what: 'charge-asked', round: fact.data.round };
    case 'CardChargeUnknown':
      return { what: 'no-answer-yet', next: 'look-up' };
    case 'CardCharged':
      return { what: 'charged' };
    case 'CardChargeDeclined': {
      const { networkCode, adviceCode } = fact.data;
      const { group, nextCard, nextStep } = declineFor(networkCode, adviceCode);
      return { what: 'declined', why: group, networkCode, next: nextCard ? 'next-card' : nextStep };
    }
    case 'CardPartApproved':
      return { what: 'part-approved', why: 'part-approved', networkCode: '10', next: 'void' };
    case 'ConfirmationAsked':
      return { what: 'confirmation-asked', next: 'customer-link' };
    case 'PaymentPageOpened':
      return { what: 'bank-page-opened', next: fact.data.closesAt };
    case 'PaymentPageClosed':
      return { what: 'bank-page-closed' };
    case 'ChargeReturnAsked':
      return { what: 'giving-back', why: fact.data.how };
    case 'ChargeReturnDelayed':
      return { what: 'giving-back-delayed', why: fact.data.why, next: fact.data.tryAgainAt };
    case 'ChargeVoided':
      return { what: 'given-back', why: 'voided' };
    case 'ChargeRefunded':
      return { what: 'given-back', why: 'refunded' };
    default:
      return toldOfBill(fact);
  }
}

type OfBill = Extract<
  BillEvent,
  {
    type:
      | 'ChargeGivenUp'
      | 'DeductionRoundFailed'
      | 'PaymentOverdue'
      | 'ServicesRestricted'
      | 'ServicesSuspended'
      | 'CollectionEnded'
      | 'BillBlocked'
      | 'BillUnblocked'
      | 'BillPaid'
      | 'BillPaidByHand'
      | 'BillCredited';
  }
>;

function toldOfBill(fact: OfBill): Omit<TrailEntry, 'at'> {
  switch (fact.type) {
    case 'ChargeGivenUp':
      return { what: 'given-up', why: 'operator' };
    case 'DeductionRoundFailed': {
      const { round, nextAt } = fact.data;
      return { what: 'round-failed', round, ...(nextAt !== undefined && { next: nextAt }) };
    }
    case 'PaymentOverdue':
      return { what: 'overdue' };
    case 'ServicesRestricted':
      return { what: 'restricted', next: fact.data.until };
    case 'ServicesSuspended':
      return { what: 'suspended', next: fact.data.until };
    case 'CollectionEnded':
      return { what: 'collection-ended' };
    case 'BillBlocked':
      return { what: 'blocked', why: fact.data.because, next: 'operator' };
    case 'BillUnblocked':
      return { what: 'unblocked', why: 'operator' };
    case 'BillPaid':
      return { what: 'paid', cardId: fact.data.cardId };
    case 'BillPaidByHand':
      return { what: 'paid-by-hand' };
    case 'BillCredited':
      return { what: 'credited' };
  }
}

const shown = (cards: readonly RoundCard[]) => cards.map(({ token: _, ...card }) => card);

const grounds = (found?: readonly { rule: string }[]) =>
  found?.length ? { why: found.map(({ rule }) => rule).join(', ') } : {};
