import { countsAsFailure } from '../bank-answer';
import { declineFor, tryAgainAfter } from '../declines';
import type { AccountEvent, JourneyOutcome } from '../account/events';
import type { WalletEvent } from '../wallet/events';
import { isExpired } from '../card-expiry';
import { Refusal } from '../refusal';
import type { ResultCode } from '../result';
import { whyTaken } from './card-rules';
import type { WhyBrokenOff } from './commands';
import type { CardAdditionFailure, WhyAbandoned } from './events';
import { expectAnswered, expectStarted } from './expect';
import type { Journey } from './state';
import type { CardAdditionWorld, CardAdditionWrites } from './world';

/** While a hold has no answer a journey may only end in these ways; the release goes on asking for the answer. */
export const ENDS_WITHOUT_ANSWER: readonly ResultCode[] = ['hold-result-unknown', 'system-error', 'cancelled-by-us'];

/**
 * R25, R30, D5, D16: the card is on file, the account may pay later, and nobody else can add this card. If somebody else
 * did meanwhile, or its last day has passed while the bank took its time, the journey fails. Nothing if it is over.
 * @throws {Refusal} `bank-is-checking`, or `step-out-of-order` without a held hold.
 */
export function succeed(world: CardAdditionWorld, at: string): CardAdditionWrites {
  const journey = expectStarted(world.journey);
  if (journey.status !== 'open') return {};
  expectAnswered(journey);
  const { card, hold, accountId, journeyId } = journey;
  if (!card || hold?.status !== 'placed') throw new Refusal('step-out-of-order', 'no hold proves this card');
  const isOver = isExpired(card.expiry, at, journey.policy.billingZone);
  const refused = whyTaken(card, journey, world) ?? (isOver ? 'expiry-in-past' : undefined);
  if (refused) return fail(journey, { result: refused }, at);
  const cardId = `card_${journeyId}`;
  const added: WalletEvent = { type: 'CardAdded', at, data: { accountId, cardId, journeyId, card } };
  const first = world.wallet.defaultCardId === undefined;
  const becameDefault: WalletEvent = { type: 'DefaultCardSet', at, data: { cardId, because: 'first-card' } };
  return {
    journey: [{ type: 'CardAdditionSucceeded', at, data: { cardId } }],
    wallet: first ? [added, becameDefault] : [added],
    fingerprint: [{ type: 'FingerprintTaken', at, data: { accountId, cardId } }],
    account: [...earned(world, journeyId, cardId, at), closed(journeyId, { outcome: 'succeeded' }, at)],
  };
}

/**
 * The journey failed: its Result is shown in Historical Cards. Nothing if it is over.
 * @throws {Refusal} `bank-is-checking`: while a hold has no answer only what needs none ends it, {@link ENDS_WITHOUT_ANSWER}.
 */
export function fail(journey: Journey, failure: CardAdditionFailure, at: string): CardAdditionWrites {
  const started = expectStarted(journey);
  if (started.status !== 'open') return {};
  if (!ENDS_WITHOUT_ANSWER.includes(failure.result)) expectAnswered(started);
  const { result } = failure;
  return {
    journey: [{ type: 'CardAdditionFailed', at, data: withRetryTime(failure, at) }],
    account: [closed(started.journeyId, { outcome: 'failed', result, counts: countsAsFailure(failure) }, at)],
  };
}

/**
 * R31: no card was submitted in time, which is no failure. Nothing if the journey is over.
 * @throws {Refusal} `step-out-of-order` once a card was submitted: then it fails instead.
 */
export function abandon(journey: Journey, because: WhyAbandoned, at: string): CardAdditionWrites {
  const started = expectStarted(journey);
  if (started.status !== 'open') return {};
  if (started.card) throw new Refusal('step-out-of-order', 'a card was submitted');
  return {
    journey: [{ type: 'CardAdditionAbandoned', at, data: { because } }],
    account: [closed(started.journeyId, { outcome: 'abandoned', result: ABANDONED_RESULT[because] }, at)],
  };
}

/** What Historical Cards says of an attempt that was abandoned; the customer's own word needs no saying. */
export const ABANDONED_RESULT: Readonly<Record<WhyAbandoned, ResultCode | undefined>> = {
  cancelled: undefined,
  'timed-out': 'session-expired',
  'cancelled-by-us': 'cancelled-by-us',
};

/**
 * The customer gives up: before a card was submitted the journey is abandoned, after it the attempt failed and what is
 * held goes back. Nothing if it is over.
 * @throws {Refusal} `bank-is-checking` while a hold has no answer.
 */
export function cancel(journey: Journey, at: string): CardAdditionWrites {
  const started = expectStarted(journey);
  return started.card ? fail(started, { result: 'bank-page-cancelled' }, at) : abandon(started, 'cancelled', at);
}

/**
 * We end it, by a fault of ours or by an operator's word: failed once a card was submitted, abandoned before. Nothing if
 * it is over.
 */
export function breakOff(journey: Journey, because: WhyBrokenOff, at: string): CardAdditionWrites {
  const started = expectStarted(journey);
  if (started.card) return fail(started, { result: because }, at);
  return abandon(started, because === 'cancelled-by-us' ? because : 'cancelled', at);
}

/** R30, D15: granted once, by the first card; a later card restores what the loss of the last one suspended. */
function earned({ account }: CardAdditionWorld, journeyId: string, cardId: string, at: string): AccountEvent[] {
  switch (account.postpayment) {
    case 'none':
      return [{ type: 'PostpaymentGranted', at, data: { cardId, journeyId } }];
    case 'suspended':
      return [{ type: 'PostpaymentRestored', at, data: { cardId } }];
    case 'granted':
      return [];
  }
}

function closed(
  journeyId: string,
  { outcome, result, counts = false }: { outcome: JourneyOutcome; result?: ResultCode; counts?: boolean },
  at: string,
): AccountEvent {
  const why = result === undefined ? {} : { result };
  return { type: 'JourneyClosed', at, data: { journeyId, outcome, ...why, countsAsFailure: counts } };
}

/** X9: a decline that time alone heals says from when the same card may be tried. */
export function withRetryTime(failure: CardAdditionFailure, at: string): CardAdditionFailure {
  const { result, networkCode, adviceCode } = failure;
  if (failure.tryAgainAfter !== undefined || result !== 'hold-declined' || networkCode === undefined) return failure;
  const retryAt = tryAgainAfter(declineFor(networkCode, adviceCode), at);
  return retryAt === undefined ? failure : { ...failure, tryAgainAfter: retryAt };
}
