import type { BillEvent } from '../bill/events';
import type { OwnMovement } from './reconcile';

/** The money that a bill's own facts say was moved: captured charges, and what went back of any. */
export function ownMovements(facts: readonly BillEvent[]): readonly OwnMovement[] {
  const asked = new Map<string, { currency: string; minor: number }>();
  const taken = new Map<string, { currency: string; minor: number }>();
  return facts.flatMap((fact): OwnMovement[] => {
    switch (fact.type) {
      case 'CardChargeStarted':
        asked.set(fact.data.key, fact.data.amount);
        return [];
      case 'CardCharged': {
        const amount = asked.get(fact.data.key);
        if (!amount) return [];
        taken.set(fact.data.key, amount);
        return [{ key: fact.data.key, operation: 'charge', ...amount }];
      }
      case 'CardPartApproved': {
        const { key, approved } = fact.data;
        if (!approved) return [];
        taken.set(key, approved);
        return [{ key, operation: 'charge', ...approved }];
      }
      case 'ChargeVoided':
      case 'ChargeRefunded': {
        const { key, of } = fact.data;
        const amount = taken.get(of);
        return amount ? [{ key, operation: fact.type === 'ChargeVoided' ? 'void' : 'refund', ...amount }] : [];
      }
      default:
        return []; // facts that move no money
    }
  });
}
