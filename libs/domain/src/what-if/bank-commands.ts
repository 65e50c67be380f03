import { failureFor } from '../bank-answer';
import type { NoteCommand } from '../card-addition/commands';
import type { CardAdditionEvent, CardAdditionFailure } from '../card-addition/events';
import type { ValidityChangeNote } from '../card-validity-change/commands';
import type { ValidityChangeEvent } from '../card-validity-change/events';

/** A fact of a process that proves a card by a hold. */
export type ProofFact = CardAdditionEvent | ValidityChangeEvent;

/** What is on record around a fact. */
export interface Around {
  readonly before: readonly ProofFact[];
  readonly after: readonly ProofFact[];
  /** Types of the facts that the same decision wrote. */
  readonly sameDecision: readonly string[];
}

/** Notes that both processes take. */
type Note = Extract<ValidityChangeNote, NoteCommand>;

/** What the bank must have said when this fact was written, and what came of it at once. */
export function bankCommands(fact: ProofFact, { before, after }: Around): readonly Note[] {
  switch (fact.type) {
    case 'HoldAsked': {
      const { key, amount, rate, rounding } = fact.data;
      return [{ type: 'NoteHoldAsked', key, amount, rate, rounding }];
    }
    case 'HoldUnknown':
      return [{ type: 'NoteHoldUnknown', key: fact.data.key }];
    case 'NothingWasHeld':
      return [{ type: 'NoteNothingHeld', of: fact.data.of }];
    case 'BankPageOpened': {
      const { key, holdId, url } = fact.data;
      return [{ type: 'NoteBankPage', key, holdId, url }];
    }
    case 'HoldPlaced': {
      const identity = before.find((it) => it.type === 'IdentityConfirmed');
      const failure = failureIn(after);
      // The bank held it and did not say who stands behind it: the process failed by that word.
      const end: Note = failure?.networkCode === '00' ? { type: 'Fail', failure } : { type: 'Succeed' };
      return [{ type: 'NoteHoldPlaced', ...fact.data, transStatus: identity?.data.transStatus }, end];
    }
    case 'HoldDeclined': {
      const { key, networkCode, adviceCode } = fact.data;
      const refusal = { networkCode, adviceCode, ...HOW_REFUSED[failureIn(after)?.result ?? ''] };
      return [
        { type: 'NoteHoldDeclined', key, networkCode, ...(adviceCode !== undefined && { adviceCode }) },
        { type: 'Fail', failure: failureFor(refusal) },
      ];
    }
    default:
      return [];
  }
}

/** A failure that did not follow from the card itself, an answer of the bank, or time alone. */
export function failedCommands(
  failure: CardAdditionFailure,
  { before, sameDecision }: Around,
): readonly (Note | { readonly type: 'Cancel' })[] {
  const isOfCard = sameDecision.includes('CardSubmitted');
  const isOfBank = before.some(({ type }) => type === 'HoldPlaced' || type === 'HoldDeclined');
  const isOfTime = failure.result === 'bank-page-timed-out' || failure.result === 'hold-result-unknown';
  if (isOfCard || isOfBank || isOfTime) return [];
  return failure.result === 'bank-page-cancelled' ? [{ type: 'Cancel' }] : [{ type: 'Fail', failure }];
}

/** What else the bank must have said, by the Result that it had. */
const HOW_REFUSED: Readonly<Record<string, object>> = {
  'bank-page-cancelled': { bankPage: 'cancelled' },
  'bank-rejected': { bankPage: 'failed' },
  'data-wrong-or-too-many-tries': { securityCode: 'mismatch' },
};

/** The Result of the process, without what names its card. */
function failureIn(facts: readonly ProofFact[]): CardAdditionFailure | undefined {
  const failed = facts.find((it) => it.type === 'CardAdditionFailed' || it.type === 'ValidityChangeFailed');
  return failed && resultOf(failed.data);
}

/** The Result alone: what names the card is the process's own. */
export function resultOf({ result, networkCode, adviceCode, tryAgainAfter }: CardAdditionFailure): CardAdditionFailure {
  return {
    result,
    ...(networkCode !== undefined && { networkCode }),
    ...(adviceCode !== undefined && { adviceCode }),
    ...(tryAgainAfter !== undefined && { tryAgainAfter }),
  };
}
