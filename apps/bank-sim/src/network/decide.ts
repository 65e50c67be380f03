import { isExpired, type Card } from '../cards/cards';
import type { Behaviour } from '../scenarios/scenario';
import type { Kind, Payment } from './payment';

/** What the bank knows when it decides over a payment. */
export interface Asked {
  readonly kind: Kind;
  readonly minor: number;
  readonly initiatedBy: Payment['initiatedBy'];
  readonly at: string;
}

/** The bank's answer, and what it does beside it. */
export type Decision = Pick<
  Payment,
  'status' | 'networkCode' | 'adviceCode' | 'transStatus' | 'securityCodeResult' | 'addressResult' | 'approvedMinor'
> & {
  /** The books say this, whatever the answer says. */
  readonly inTruth?: Pick<Payment, 'status' | 'networkCode'>;
  readonly reissues?: true;
};

/** Over a payment: no card behind the token, an expired or replaced card, else as the scenario says. Pure. */
export function decide(card: Card | undefined, asked: Asked): Decision {
  if (!card || card.deletedAt !== undefined) return { status: 'declined', networkCode: '14' };
  if (card.replacedBy !== undefined) return { status: 'declined', networkCode: '54', adviceCode: '01' };
  if (isExpired(card.expiry, asked.at)) return { status: 'declined', networkCode: '54' };
  return behave(card.scenario[asked.kind], card, asked);
}

function behave(behaviour: Behaviour, { bills }: Card, asked: Asked): Decision {
  const yes = asked.kind === 'hold' ? 'held' : 'captured';
  switch (behaviour.on) {
    case 'approve': {
      const { on: _, networkCode = '00', ...more } = behaviour;
      return { status: yes, networkCode, securityCodeResult: asked.kind === 'hold' ? 'match' : undefined, ...more };
    }
    case 'decline': {
      const { on: _, times, asksCustomer, ...more } = behaviour;
      if (times !== undefined && bills >= times) return { status: yes, networkCode: '00' };
      if (asksCustomer && asked.kind === 'charge' && asked.initiatedBy === 'customer') {
        return { status: 'needs-bank-page', networkCode: behaviour.networkCode, transStatus: 'C' };
      }
      return { status: 'declined', ...more };
    }
    case 'ask':
      return { status: 'needs-bank-page', networkCode: '1A', transStatus: behaviour.transStatus };
    case 'approve-part':
      return { status: 'part-approved', networkCode: '10', approvedMinor: Math.max(1, Math.floor(asked.minor / 2)) };
    case 'already-sent':
      return { status: 'declined', networkCode: '94', inTruth: { status: 'captured', networkCode: '00' } };
  }
}
