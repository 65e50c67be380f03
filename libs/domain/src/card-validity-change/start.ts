import { waitUntil } from '../account/standing';
import { isExpired } from '../card-expiry';
import { currencyFor } from '../preferences/choose-currency';
import { Refusal } from '../refusal';
import { expectOnFile } from '../wallet/expect';
import type { WalletCard } from '../wallet/state';
import type { ValidityChangeRequest } from './commands';
import type { ValidityChange } from './state';
import type { ValidityChangeWorld, ValidityChangeWrites } from './world';

type ChangeValidity = Extract<ValidityChangeRequest, { type: 'ChangeValidity' }>;

/**
 * R37–38, D11: a change begins; the old date and state stay until it succeeds. An expired card may be changed, and one
 * that verifying it anew can unblock. A repeat for the same change adds nothing.
 * @throws {Refusal} `account-unknown`, `card-unknown`, `card-removed`, `change-open`, `card-blocked` for good,
 * `too-many-failures`, `card-differs`, `expiry-in-past`, `validity-unchanged`.
 */
export function startChange(command: ChangeValidity, world: ValidityChangeWorld, at: string): ValidityChangeWrites {
  const { account, wallet } = world;
  const { changeId, accountId, cardId, card, policy } = command;
  if (isRepeat(command, world.journey)) return {};
  if (account.registered?.accountId !== accountId) throw new Refusal('account-unknown', accountId);
  const held = expectOnFile(wallet, cardId);
  expectChangeable(held);
  expectFewFailures(held, command, at);
  expectNewDate(held, command, at);
  return {
    journey: [
      {
        type: 'ValidityChangeStarted',
        at,
        data: { changeId, accountId, cardId, card, from: held.card.expiry, currency: currencyFor(account), policy },
      },
    ],
    wallet: [{ type: 'ValidityChangeOpened', at, data: { cardId, changeId } }],
  };
}

/** @throws {Refusal} `card-unknown` where the id was used for another card. */
export function isRepeat({ changeId, accountId, cardId }: ChangeValidity, change: ValidityChange): boolean {
  if (change.status === 'none') return false;
  const isSame = change.journeyId === changeId && change.accountId === accountId && change.cardId === cardId;
  if (!isSame) throw new Refusal('card-unknown', 'the change is of another card');
  return true;
}

function expectChangeable({ cardId, openChange, blocked }: WalletCard): void {
  if (openChange !== undefined) throw new Refusal('change-open', cardId, { changeId: openChange });
  if (blocked?.forGood) throw new Refusal('card-blocked', cardId);
}

/** D16: three failures of one card, then a day. */
function expectFewFailures({ failedChanges }: WalletCard, { policy }: ChangeValidity, at: string): void {
  const retryAt = waitUntil({ failures: failedChanges }, policy);
  if (retryAt !== undefined && at < retryAt) throw new Refusal('too-many-failures', 'wait a day', { retryAt });
}

function expectNewDate({ card: now, blocked }: WalletCard, { card, policy }: ChangeValidity, at: string): void {
  if (card.fingerprint !== now.fingerprint) throw new Refusal('card-differs', 'the date was given with another card');
  if (isExpired(card.expiry, at, policy.billingZone)) {
    throw new Refusal('expiry-in-past', card.expiry, { field: 'expiry' });
  }
  if (card.expiry === now.expiry && !blocked) throw new Refusal('validity-unchanged', card.expiry, { field: 'expiry' });
}
