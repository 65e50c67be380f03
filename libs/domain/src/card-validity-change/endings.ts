import { countsAsFailure } from '../bank-answer';
import { ENDS_WITHOUT_ANSWER, withRetryTime } from '../card-addition/endings';
import type { CardAdditionFailure } from '../card-addition/events';
import { expectAnswered, expectStarted } from '../card-addition/expect';
import { isExpired } from '../card-expiry';
import { qualificationWith } from '../postpayment/qualification';
import { Refusal } from '../refusal';
import { declineOnCard } from '../wallet/declined';
import type { WalletEvent } from '../wallet/events';
import { evolveWallet, type WalletCard } from '../wallet/state';
import type { StartedValidityChange } from './state';
import type { ValidityChangeWorld, ValidityChangeWrites } from './world';

/**
 * R37–38: the new date counts from now on, under its new token; a block that a new proof can lift is lifted, and the
 * qualification comes back with its card (D15). If the card was removed meanwhile, or the new date has passed, the change
 * fails. Nothing if it is over.
 * @throws {Refusal} `bank-is-checking`, or `step-out-of-order` without a held hold.
 */
export function succeed(world: ValidityChangeWorld, at: string): ValidityChangeWrites {
  const change = expectStarted(world.journey);
  if (change.status !== 'open') return {};
  expectAnswered(change);
  if (change.hold?.status !== 'placed') throw new Refusal('step-out-of-order', 'no hold proves this date');
  const held = world.wallet.cards.find(({ cardId }) => cardId === change.cardId);
  if (!held) return fail(world, { result: 'card-removed-meanwhile' }, at);
  // Its number was changed by the network meanwhile: the new date is of a card that is no more.
  if (held.card.fingerprint !== change.card.fingerprint) return fail(world, { result: 'system-error' }, at);
  // The bank may take its time: nothing is changed to a date that is over by then.
  if (isExpired(change.card.expiry, at, change.policy.billingZone))
    return fail(world, { result: 'expiry-in-past' }, at);
  const wallet = proven(change, held, at);
  const after = wallet.reduce(evolveWallet, world.wallet);
  const account = qualificationWith(after, world.account, at, change.policy.billingZone);
  return {
    journey: [{ type: 'ValidityChangeSucceeded', at, data: { cardId: change.cardId } }],
    wallet,
    ...(account.length > 0 && { account }),
  };
}

/**
 * The change failed: the old date stays. A "never" of the bank blocks the card (section 6). Nothing if it is over.
 * @throws {Refusal} `bank-is-checking`: while a hold has no answer only what needs none ends it.
 */
export function fail(world: ValidityChangeWorld, failure: CardAdditionFailure, at: string): ValidityChangeWrites {
  const change = expectStarted(world.journey);
  if (change.status !== 'open') return {};
  if (!ENDS_WITHOUT_ANSWER.includes(failure.result)) expectAnswered(change);
  const { accountId, cardId, card } = change;
  const { token } = card;
  const wallet = [...declined(change, world, failure, at), closed(change, failure, at)];
  const after = wallet.reduce(evolveWallet, world.wallet);
  const account = qualificationWith(after, world.account, at, change.policy.billingZone);
  return {
    journey: [{ type: 'ValidityChangeFailed', at, data: { ...withRetryTime(failure, at), accountId, cardId, token } }],
    wallet,
    ...(account.length > 0 && { account }),
  };
}

/** The customer gives up: what is held goes back. Nothing if it is over. @throws {Refusal} as {@link fail}. */
export function cancel(world: ValidityChangeWorld, at: string): ValidityChangeWrites {
  return fail(world, { result: 'bank-page-cancelled' }, at);
}

function proven(change: StartedValidityChange, { card: before, blocked }: WalletCard, at: string): WalletEvent[] {
  const { accountId, cardId, journeyId: changeId, card } = change;
  const { token, expiry, last4 } = before;
  const replaced = { token, expiry, last4 };
  const changed: WalletEvent = {
    type: 'CardValidityChanged',
    at,
    data: { accountId, cardId, changeId, card, replaced },
  };
  const unblocked: WalletEvent = {
    type: 'CardUnblocked',
    at,
    data: { accountId, cardId, because: 'verified-anew' },
  };
  const over: WalletEvent = {
    type: 'ValidityChangeClosed',
    at,
    data: { cardId, changeId, outcome: 'succeeded', countsAsFailure: false },
  };
  return blocked && !blocked.forGood ? [changed, unblocked, over] : [changed, over];
}

function closed(
  { cardId, journeyId: changeId }: StartedValidityChange,
  failure: CardAdditionFailure,
  at: string,
): WalletEvent {
  const data = { cardId, changeId, outcome: 'failed', countsAsFailure: countsAsFailure(failure) } as const;
  return { type: 'ValidityChangeClosed', at, data };
}

/** What the bank said was of the number that was tried: if the network gave the card another one meanwhile, nothing to it. */
function declined(
  { accountId, cardId, journeyId: of, card: tried }: StartedValidityChange,
  { wallet }: ValidityChangeWorld,
  { result, networkCode, adviceCode }: CardAdditionFailure,
  at: string,
): WalletEvent[] {
  const now = wallet.cards.find((held) => held.cardId === cardId)?.card;
  if (result !== 'hold-declined' || networkCode === undefined || now?.fingerprint !== tried.fingerprint) return [];
  return declineOnCard(wallet, { accountId, cardId, token: now.token, networkCode, adviceCode, of }, at);
}
