import type { BillEvent } from './events';
import type { ChargeTry, GivingBack } from './bill';

type TryFact = Extract<
  BillEvent,
  {
    type:
      | 'CardChargeStarted'
      | 'CardChargeUnknown'
      | 'CardCharged'
      | 'CardChargeDeclined'
      | 'CardPartApproved'
      | 'ConfirmationAsked'
      | 'PaymentPageOpened'
      | 'PaymentPageClosed'
      | 'ChargeReturnAsked'
      | 'ChargeReturnDelayed'
      | 'ChargeVoided'
      | 'ChargeRefunded'
      | 'ChargeGivenUp';
  }
>;

/** Folds what concerns one numbered attempt. */
export function withTry(tries: readonly ChargeTry[], fact: TryFact): readonly ChargeTry[] {
  const { at } = fact;
  if (fact.type === 'CardChargeStarted') {
    return [...tries, { ...fact.data, startedAt: at, status: 'open', toldAt: at }];
  }
  const key = 'of' in fact.data ? fact.data.of : fact.data.key;
  return tries.map((one) => (one.key === key ? changed(one, fact, at) : one));
}

function changed(one: ChargeTry, fact: Exclude<TryFact, { type: 'CardChargeStarted' }>, at: string): ChargeTry {
  switch (fact.type) {
    case 'CardChargeUnknown':
      return { ...one, status: 'unknown', toldAt: at };
    case 'CardCharged':
      return { ...one, status: 'captured', toldAt: at, chargeId: fact.data.chargeId };
    case 'CardChargeDeclined': {
      const { chargeId = one.chargeId, networkCode, adviceCode } = fact.data;
      return {
        ...one,
        status: 'declined',
        toldAt: at,
        chargeId,
        networkCode,
        ...(adviceCode !== undefined && { adviceCode }),
      };
    }
    case 'CardPartApproved':
      return { ...one, status: 'part-approved', toldAt: at, chargeId: fact.data.chargeId, networkCode: '10' };
    case 'ConfirmationAsked': {
      const { chargeId } = fact.data;
      if (chargeId === undefined) return one; // its decline stands: nothing of it is pending
      return { ...one, status: 'confirm-needed', toldAt: at, chargeId, networkCode: '1A' };
    }
    case 'PaymentPageOpened': {
      const { chargeId, url, closesAt } = fact.data;
      return { ...one, status: 'bank-page', toldAt: at, chargeId, page: { url, closesAt } };
    }
    case 'PaymentPageClosed':
      return { ...one, status: 'confirm-needed', toldAt: at, chargeId: fact.data.chargeId, networkCode: '1A' };
    case 'ChargeGivenUp':
      return { ...one, status: 'given-up', toldAt: at };
    case 'ChargeReturnAsked':
    case 'ChargeReturnDelayed':
    case 'ChargeVoided':
    case 'ChargeRefunded':
      return { ...one, back: wayBack(one.back, fact, at) };
  }
}

type ReturnFact = Extract<
  TryFact,
  { type: 'ChargeReturnAsked' | 'ChargeReturnDelayed' | 'ChargeVoided' | 'ChargeRefunded' }
>;

function wayBack(before: GivingBack | undefined, fact: ReturnFact, at: string): GivingBack {
  const { key } = fact.data;
  const known = before ?? { key, how: 'void', attempt: 0, open: false, askedAt: at };
  switch (fact.type) {
    case 'ChargeReturnAsked': {
      const { how, attempt } = fact.data;
      return { key, how, attempt, open: true, askedAt: at };
    }
    case 'ChargeReturnDelayed': {
      const { why, tryAgainAt } = fact.data;
      return { ...known, open: false, delayed: { why, tryAgainAt } };
    }
    case 'ChargeVoided':
      return { ...known, open: false, done: 'voided' };
    case 'ChargeRefunded':
      return { ...known, open: false, done: 'refunded' };
  }
}
