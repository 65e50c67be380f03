import type { BillEvent } from '../bill/events';
import type { CardAdditionEvent } from '../card-addition/events';
import type { OwnMovement } from './reconcile';

/** A movement with the instant at which it was asked for, which no answer is earlier than. */
export interface DatedMovement extends OwnMovement {
  readonly askedAt: string;
}

/** The money that a bill's own facts say was moved: captured charges, and what went back of any. */
export function ownMovements(facts: readonly BillEvent[]): readonly DatedMovement[] {
  const asked = new Map<string, { currency: string; minor: number; askedAt: string }>();
  const taken = new Map<string, { currency: string; minor: number }>();
  const returnAskedAt = new Map<string, string>();
  const returnKeys = new Map<string, readonly string[]>();
  return facts.flatMap((fact): DatedMovement[] => {
    switch (fact.type) {
      case 'CardChargeStarted': {
        const { key, amount } = fact.data;
        asked.set(key, { currency: amount.currency, minor: amount.minor, askedAt: fact.at });
        return [];
      }
      case 'ChargeReturnAsked':
        returnAskedAt.set(fact.data.key, fact.at);
        returnKeys.set(fact.data.of, [...(returnKeys.get(fact.data.of) ?? []), fact.data.key]);
        return [];
      case 'CardCharged': {
        const one = asked.get(fact.data.key);
        if (!one) return [];
        taken.set(fact.data.key, one);
        return [{ key: fact.data.key, operation: 'charge', ...one }];
      }
      case 'CardPartApproved': {
        const { key, approved } = fact.data;
        if (!approved) return [];
        taken.set(key, approved);
        return [{ key, operation: 'charge', ...approved, askedAt: asked.get(key)?.askedAt ?? fact.at }];
      }
      case 'ChargeVoided':
      case 'ChargeRefunded': {
        const { key, of } = fact.data;
        const one = taken.get(of);
        const askedAt = returnAskedAt.get(key) ?? fact.at;
        const operation = fact.type === 'ChargeVoided' ? 'void' : 'refund';
        const orUnder = (returnKeys.get(of) ?? []).filter((other) => other !== key);
        return one ? [{ key, operation, currency: one.currency, minor: one.minor, askedAt, orUnder }] : [];
      }
      default:
        return []; // facts that move no money
    }
  });
}

/**
 * What a hold may have moved: the hold itself, if the bank took it after all, and its refund. None of it has to be in a
 * file: a hold that is voided moves nothing.
 */
export function holdMovements(
  facts: readonly Pick<CardAdditionEvent, 'type' | 'at' | 'data'>[],
): readonly DatedMovement[] {
  const held = new Map<string, { currency: string; minor: number }>();
  return (facts as readonly CardAdditionEvent[]).flatMap((fact): DatedMovement[] => {
    if (fact.type === 'HoldAsked') {
      const { key, amount } = fact.data;
      held.set(key, amount);
      return [{ key, operation: 'settle', ...amount, askedAt: fact.at }];
    }
    if (fact.type !== 'HoldReleaseAsked' || fact.data.how !== 'refund') return [];
    const amount = held.get(fact.data.of);
    return amount ? [{ key: fact.data.key, operation: 'refund', ...amount, askedAt: fact.at }] : [];
  });
}
