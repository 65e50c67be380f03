import { waitUntil } from '../account/standing';
import type { Account } from '../account/state';
import { msBetween } from '../instant';
import { Refusal } from '../refusal';
import { regionOf } from '../regions';
import { expectRoom } from './card-rules';
import type { CustomerCommand } from './commands';
import type { SkipReason, Step } from './events';
import type { JourneyPolicy } from './policy';
import type { CardAdditionWorld, CardAdditionWrites } from './world';

type AddCard = Extract<CustomerCommand, { type: 'AddCard' }>;

/**
 * R6–R10: opens a journey at the first part still missing. A repeat for the same journey adds nothing.
 * @throws {Refusal} `account-unknown`, `account-suspended`, `journey-open`, `too-many-failures`, `too-many-cards`.
 */
export function startJourney(command: AddCard, world: CardAdditionWorld, at: string): CardAdditionWrites {
  const { account, wallet } = world;
  const { journeyId, accountId, policy } = command;
  if (isRepeat(command, world)) return {};
  const { registered } = account;
  if (registered?.accountId !== accountId) throw new Refusal('account-unknown', accountId);
  if (account.suspended) throw new Refusal('account-suspended', accountId);
  const open = account.openJourney;
  if (open !== undefined) throw new Refusal('journey-open', open, { journeyId: open });
  const retryAt = waitUntil(account, policy);
  if (retryAt !== undefined && at < retryAt) throw new Refusal('too-many-failures', 'wait a day', { retryAt });
  expectRoom(wallet.cards.length, policy);
  const { region, registeredAt } = registered;
  const currency = account.currency ?? regionOf(region)?.currency ?? 'USD';
  const way = wayThrough(account, command);
  return {
    account: [{ type: 'JourneyOpened', at, data: { journeyId } }],
    journey: [
      {
        type: 'CardAdditionStarted',
        at,
        data: { journeyId, accountId, region, registeredAt, ...way, currency, policy },
      },
    ],
  };
}

function isRepeat({ journeyId, accountId }: AddCard, { journey }: CardAdditionWorld): boolean {
  if (journey.status === 'none') return false;
  if (journey.journeyId !== journeyId || journey.accountId !== accountId)
    throw new Refusal('account-unknown', accountId);
  return true;
}

/** D2: mobile, then information, then the card; the email code only before a mobile number of an older account. */
function wayThrough(
  account: Account,
  { clickedAt, policy }: AddCard,
): { steps: Step[]; skipped: { step: Step; because: SkipReason }[] } {
  const steps: Step[] = [];
  const skipped: { step: Step; because: SkipReason }[] = [];
  const take = (step: Step, skipBecause?: SkipReason) => {
    if (skipBecause) skipped.push({ step, because: skipBecause });
    else steps.push(step);
  };
  const hasMobile = account.numberHash !== undefined ? 'mobile-already-added' : undefined;
  take('email', hasMobile ?? (isRecent(account, clickedAt, policy) ? 'registered-recently' : undefined));
  take('mobile', hasMobile);
  take('information', account.accountType !== undefined ? 'information-complete' : undefined);
  take('card');
  take('bank-page');
  return { steps, skipped };
}

/** R7, D1: exactly the limit still counts as recent. */
function isRecent({ registered }: Account, clickedAt: string, { recentRegistrationMs }: JourneyPolicy): boolean {
  return registered !== undefined && msBetween(registered.registeredAt, clickedAt) <= recentRegistrationMs;
}
