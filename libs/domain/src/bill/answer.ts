import type { AccountEvent } from '../account/events';
import { declineFor } from '../declines';
import { later, msBetween } from '../instant';
import type { Money } from '../money';
import { declineOnCard } from '../wallet/declined';
import type { WalletEvent } from '../wallet/events';
import { billIdOf } from './bill-id';
import type { BillEvent, BlockReason, ReturnDelay } from './events';
import type { ChargeTry, TryStatus } from './bill';
import type { BillWorld, BillWrites } from './world';

/** What the gateway says of a charge, now or when it is looked up. `not-found` is not a no: it may be under way. */
export type ChargeWord =
  | { readonly outcome: 'captured'; readonly chargeId: string }
  | {
      readonly outcome: 'declined';
      readonly chargeId?: string;
      readonly networkCode: string;
      readonly adviceCode?: string;
    }
  | { readonly outcome: 'part-approved'; readonly chargeId: string; readonly approved?: Money }
  | { readonly outcome: 'needs-bank-page'; readonly chargeId: string; readonly bankPageUrl?: string }
  | { readonly outcome: 'voided' | 'refunded'; readonly chargeId: string }
  | { readonly outcome: 'unknown' | 'not-found' };

const UNANSWERED: readonly TryStatus[] = ['open', 'unknown', 'bank-page'];

/** No answer came, and the bank may have taken something after all. */
const isUnsettled = ({ status }: ChargeTry): boolean => UNANSWERED.includes(status) || status === 'given-up';

/**
 * X13: takes in the gateway's word on the charge under `key`. A word that is there already adds nothing; one that comes
 * after the charge was given up is recorded, and pays the bill or goes back.
 */
export function answerCharge(world: BillWorld, key: string, word: ChargeWord, at: string): BillWrites {
  const one = world.bill.tries.find((found) => found.key === key);
  if (!one) return {};
  switch (word.outcome) {
    case 'captured':
      return captured(world, one, word.chargeId, at);
    case 'declined':
      return declined(world, one, word, at);
    case 'part-approved':
      return isUnsettled(one) ? partApproved(world, one, word, at) : {};
    case 'needs-bank-page':
      return bankPage(world, one, word, at);
    case 'voided':
    case 'refunded':
      return gone(one, word, at);
    case 'unknown':
    case 'not-found':
      return noAnswer(world, one, at);
  }
}

function captured(world: BillWorld, one: ChargeTry, chargeId: string, at: string): BillWrites {
  const { key, status, cardId, back } = one;
  const mayBe = isUnsettled(one) || (status === 'confirm-needed' && !back?.done);
  if (!mayBe) return {};
  const charged: BillEvent = { type: 'CardCharged', at, data: { key, chargeId } };
  if (world.bill.paid) return { bill: [charged] };
  const overdue = world.bill.overdueAt !== undefined;
  return {
    bill: [charged, { type: 'BillPaid', at, data: { key, cardId, overdue } }],
    ...settled(world, at),
  };
}

/** D14: paying restores, unless another bill is overdue or somebody else suspended the account. */
export function settled({ bill, account, ...identity }: BillWorld, at: string): Pick<BillWrites, 'account'> {
  const billId = billIdOf(identity);
  if (!account.owes.includes(billId) && bill.overdueAt === undefined) return {};
  const facts: AccountEvent[] = [{ type: 'BillSettled', at, data: { billId } }];
  const isOurs = account.restricted || (account.suspended && account.suspendedBecause === 'unpaid');
  const owesMore = account.owes.some((owed) => owed !== billId);
  if (isOurs && !owesMore && (!account.suspended || account.suspendedBecause === 'unpaid')) {
    facts.push({ type: 'AccountRestored', at, data: { because: 'paid' } });
  }
  return { account: facts };
}

type Declined = Extract<ChargeWord, { outcome: 'declined' }>;

/** Section 6: the card's own stream hears of it too; a "never" blocks the card; a fault of ours blocks the bill (D7). */
function declined(world: BillWorld, one: ChargeTry, word: Declined, at: string): BillWrites {
  if (!UNANSWERED.includes(one.status)) return {};
  const { key, cardId } = one;
  const { chargeId, networkCode, adviceCode } = word;
  const decline = declineFor(networkCode, adviceCode, world.policy.declines);
  const advice = adviceCode === undefined ? {} : { adviceCode };
  const facts: BillEvent[] = [
    {
      type: 'CardChargeDeclined',
      at,
      data: { key, ...(chargeId !== undefined && { chargeId }), networkCode, ...advice },
    },
  ];
  const because = blocks(decline.group);
  if (because && !world.bill.paid) facts.push({ type: 'BillBlocked', at, data: { because, key, networkCode } });
  if (decline.sendLink) facts.push({ type: 'ConfirmationAsked', at, data: { key, cardId } });
  return { bill: facts, wallet: toldToWallet(world, one, { networkCode, adviceCode }, at) };
}

function blocks(group: string): BlockReason | undefined {
  return group === 'our-set-up' || group === 'amount-refused' || group === 'already-sent' ? group : undefined;
}

function toldToWallet(
  { wallet, accountId, policy, ...identity }: BillWorld,
  { cardId, token }: ChargeTry,
  { networkCode, adviceCode }: { networkCode: string; adviceCode?: string },
  at: string,
): WalletEvent[] {
  const of = billIdOf({ accountId, ...identity });
  return declineOnCard(wallet, { accountId, cardId, token, networkCode, adviceCode, of }, at, policy.declines);
}

function partApproved(
  world: BillWorld,
  one: ChargeTry,
  { chargeId, approved }: Extract<ChargeWord, { outcome: 'part-approved' }>,
  at: string,
): BillWrites {
  const data = { key: one.key, chargeId, ...(approved && { approved }) };
  return {
    bill: [{ type: 'CardPartApproved', at, data }],
    wallet: toldToWallet(world, one, { networkCode: '10' }, at),
  };
}

/** In person the customer goes to the bank's page; a bill of ours asks them for a new try, and ends this one. */
function bankPage(
  { policy }: BillWorld,
  { key, cardId, status, initiatedBy, page }: ChargeTry,
  { chargeId, bankPageUrl }: Extract<ChargeWord, { outcome: 'needs-bank-page' }>,
  at: string,
): BillWrites {
  if (status === 'bank-page') {
    const isOver = page !== undefined && msBetween(page.closesAt, at) >= 0;
    return isOver ? { bill: [{ type: 'PaymentPageClosed', at, data: { key, chargeId } }] } : {};
  }
  if (!UNANSWERED.includes(status)) return {};
  if (initiatedBy === 'customer' && bankPageUrl !== undefined) {
    const closesAt = later(at, policy.bankPageMs);
    return { bill: [{ type: 'PaymentPageOpened', at, data: { key, chargeId, url: bankPageUrl, closesAt } }] };
  }
  return { bill: [{ type: 'ConfirmationAsked', at, data: { key, cardId, chargeId } }] };
}

/** It has gone back already: noted under the key of the return, or as the end of a try that nobody answered. */
function gone(
  { key: of, status, back }: ChargeTry,
  { outcome, chargeId }: { outcome: 'voided' | 'refunded'; chargeId: string },
  at: string,
): BillWrites {
  if (back?.done) return {};
  const key = back?.key ?? `${of}/void/0`;
  const facts: BillEvent[] = UNANSWERED.includes(status)
    ? [{ type: 'CardChargeDeclined', at, data: { key: of, chargeId, networkCode: '05' } }]
    : [];
  if (back || !UNANSWERED.includes(status)) {
    facts.push({ type: outcome === 'voided' ? 'ChargeVoided' : 'ChargeRefunded', at, data: { key, of, chargeId } });
  }
  return { bill: facts };
}

/** D7: never a no. Told once; after `unknownMs` an operator is asked, and it is looked for on. */
function noAnswer({ bill, policy }: BillWorld, one: ChargeTry, at: string): BillWrites {
  const { key, status, startedAt } = one;
  const facts: BillEvent[] = status === 'open' ? [{ type: 'CardChargeUnknown', at, data: { key } }] : [];
  const isTask = UNANSWERED.includes(status) && msBetween(startedAt, at) >= policy.unknownMs;
  if (isTask && !bill.blocked && !bill.paid) facts.push({ type: 'BillBlocked', at, data: { because: 'unknown', key } });
  return { bill: facts };
}

/** What the gateway says of a charge that is to go back. `unknown`: no answer. */
export type ReturnWord =
  | { readonly outcome: 'released' }
  | { readonly outcome: 'pending' }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'refused'; readonly reason: 'already-settled' | 'other' };

/** Takes in the gateway's word on giving a charge back under `key`. */
export function answerReturn(world: BillWorld, key: string, word: ReturnWord, at: string): BillWrites {
  const one = world.bill.tries.find(({ back }) => back?.key === key);
  const back = one?.back;
  if (!one || !back?.open) return {};
  const { key: of, chargeId = '' } = one;
  if (word.outcome === 'unknown') return {};
  if (word.outcome === 'released') {
    return {
      bill: [{ type: back.how === 'void' ? 'ChargeVoided' : 'ChargeRefunded', at, data: { key, of, chargeId } }],
    };
  }
  const why = whyDelayed(word);
  const { giveBackMs } = world.policy;
  const pauseMs = giveBackMs[Math.min(back.attempt, giveBackMs.length) - 1] ?? 0;
  const tryAgainAt = why === 'already-settled' && back.how === 'void' ? at : later(at, pauseMs);
  return { bill: [{ type: 'ChargeReturnDelayed', at, data: { key, of, why, tryAgainAt } }] };
}

function whyDelayed(word: Extract<ReturnWord, { outcome: 'pending' | 'refused' }>): ReturnDelay {
  if (word.outcome === 'pending') return 'pending';
  return word.reason === 'already-settled' ? 'already-settled' : 'refused';
}
