import type { CardSummary } from '../card';
import type { CardAdditionFailure } from '../card-addition/events';
import { evolveHold } from '../card-addition/hold-state';
import type { HoldFact, NoProof, StartedProof } from '../card-addition/proof';
import type { ValidityChangeEvent } from './events';

/** One change of a card's validity, as far as its facts tell. `journeyId` is the change's own id. */
export interface StartedValidityChange extends StartedProof {
  readonly status: 'open' | 'succeeded' | 'failed';
  readonly cardId: string;
  readonly startedAt: string;
  readonly card: CardSummary;
  readonly from: string;
  readonly failure?: CardAdditionFailure;
}

export type ValidityChange = NoProof | StartedValidityChange;

export const initialValidityChange: ValidityChange = { status: 'none' };

/** Folds one fact into the state. Total: never throws, reads no clock. */
export function evolveValidityChange(change: ValidityChange, fact: ValidityChangeEvent): ValidityChange {
  if (fact.type === 'ValidityChangeStarted') {
    const { changeId, accountId, cardId, card, from, currency, policy } = fact.data;
    return {
      status: 'open',
      journeyId: changeId,
      accountId,
      cardId,
      startedAt: fact.at,
      card,
      from,
      currency,
      policy,
    };
  }
  return change.status === 'none' ? change : moved(change, fact);
}

type FailedData = Extract<ValidityChangeEvent, { type: 'ValidityChangeFailed' }>['data'];
type LaterFact = Exclude<ValidityChangeEvent, { type: 'ValidityChangeStarted' }>;

function moved(change: StartedValidityChange, fact: LaterFact): StartedValidityChange {
  switch (fact.type) {
    case 'ValidityChangeSucceeded':
      return { ...change, status: 'succeeded' };
    case 'ValidityChangeFailed':
      return { ...change, status: 'failed', failure: failureOf(fact.data) };
    default:
      return withHold(change, fact);
  }
}

function failureOf({ accountId: _, cardId: __, token: ___, ...failure }: FailedData): CardAdditionFailure {
  return failure;
}

function withHold(change: StartedValidityChange, fact: HoldFact): StartedValidityChange {
  if (fact.type === 'IdentityConfirmed') return change;
  const hold = evolveHold(change.hold, fact);
  if (fact.type !== 'BankPageOpened') return { ...change, hold };
  const { url, closesAt } = fact.data;
  return { ...change, hold, bankPage: { url, closesAt } };
}
