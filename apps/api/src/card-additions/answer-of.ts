import {
  evolveJourney,
  initialJourney,
  Refusal,
  viewJourney,
  type CardAdditionEvent,
  type JourneyView,
} from '@onfile/domain';
import { latestOf } from '../http/latest';
import { Problem } from '../http/problem';
import type { StoredFact, Streams } from '../streams';

type Facts = readonly StoredFact<CardAdditionEvent>[];

/** The answer to one command, as the journey's stream tells it. `settled`: it is the customer's turn again, or all is over. */
export interface ToldByStream {
  readonly view: JourneyView;
  /** Of the last of its facts on the journey's own stream. */
  readonly position: string;
  /** Facts of the same append stand on streams of the account too: see `positionOf`. */
  readonly isShared: boolean;
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
  let isShared = false;
  for (const stored of facts) {
    journey = evolveJourney(journey, stored.fact);
    position = stored.position;
    if (stored.revision < revision) continue;
    isShared ||= SHARED.includes(stored.fact.type);
    const view = viewJourney(journey);
    if (isSettled(view)) return { view, position, isShared, settled: true };
  }
  return { view: viewJourney(journey), position, isShared, settled: false };
}

/** Facts that are written together with others on the account's and the wallet's streams. */
const SHARED: readonly CardAdditionEvent['type'][] = [
  'CardAdditionStarted',
  'MobileConfirmed',
  'InformationGiven',
  'CardAdditionSucceeded',
  'CardAdditionFailed',
  'CardAdditionAbandoned',
];

/**
 * How far the log must be read to have seen all that an answer speaks of. In an append to several streams the journey's
 * own facts come first: whoever waits for their position alone might still miss the card in the wallet.
 */
export async function positionOf(
  streams: Pick<Streams, 'account' | 'wallet'>,
  { view: { accountId }, position, isShared }: ToldByStream,
): Promise<string> {
  if (!isShared) return position;
  const [account, wallet] = await Promise.all([streams.account(accountId), streams.wallet(accountId)]);
  return latestOf([{ position }], account.facts, wallet.facts) ?? position;
}

const isSettled = ({ state, step }: JourneyView): boolean => state !== 'open' || step !== 'checking';

function throwIfWrong(fact: CardAdditionEvent): void {
  if (fact.type === 'WrongEmailCodeEntered' || fact.type === 'WrongSmsCodeEntered') {
    throw new Refusal('code-wrong', 'this is not the code that was sent', { triesLeft: fact.data.triesLeft });
  }
}
