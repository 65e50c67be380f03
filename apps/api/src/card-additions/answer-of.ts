import {
  evolveJourney,
  initialJourney,
  Refusal,
  viewJourney,
  type CardAdditionEvent,
  type JourneyView,
} from '@onfile/domain';
import { Problem } from '../http/problem';
import type { StoredFact } from '../streams';

type Facts = readonly StoredFact<CardAdditionEvent>[];

/** The answer to one command, as the journey's stream tells it. `settled`: it is the customer's turn again, or all is over. */
export interface ToldByStream {
  readonly view: JourneyView;
  readonly position: string;
  readonly settled: boolean;
}

/**
 * Reads the answer to a command from the stream alone: the view at the first moment after the command's own facts at
 * which it was the customer's turn again. So a repeat gets the same bytes, also long after the workflow is gone.
 * `undefined`: the command has no facts here.
 * @throws {Refusal} `code-wrong`, if that was the answer.
 * @throws {Problem} `idempotency-key-reused`: the key was used with another body.
 */
export function answerOf(commandId: string, bodyHash: string, facts: Facts): ToldByStream | undefined {
  const own = facts.filter((stored) => stored.commandId === commandId);
  const last = own.at(-1);
  if (last === undefined) return undefined;
  if (own.some((stored) => stored.bodyHash !== undefined && stored.bodyHash !== bodyHash)) {
    throw new Problem('idempotency-key-reused');
  }
  throwIfWrong(last.fact);
  return settledAfter(last.revision, facts);
}

/** The journey as it stands now. */
export function viewNow(facts: Facts): ToldByStream {
  return settledAfter(facts.at(-1)?.revision ?? 0, facts);
}

function settledAfter(revision: number, facts: Facts): ToldByStream {
  let journey = initialJourney;
  let position = '0';
  for (const stored of facts) {
    journey = evolveJourney(journey, stored.fact);
    position = stored.position;
    if (stored.revision < revision) continue;
    const view = viewJourney(journey);
    if (isSettled(view)) return { view, position, settled: true };
  }
  return { view: viewJourney(journey), position, settled: false };
}

const isSettled = ({ state, step }: JourneyView): boolean => state !== 'open' || step !== 'checking';

function throwIfWrong(fact: CardAdditionEvent): void {
  if (fact.type === 'WrongEmailCodeEntered' || fact.type === 'WrongSmsCodeEntered') {
    throw new Refusal('code-wrong', 'this is not the code that was sent', { triesLeft: fact.data.triesLeft });
  }
}
