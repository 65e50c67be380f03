import { later, msBetween } from '../instant';
import { inDeductionOrder } from '../wallet/deduction-order';
import { billIdOf } from './bill-id';
import { roundCards } from './cards';
import type { BillEvent, RoundReason } from './events';
import { giveBackMove, mustGoBack } from './give-back';
import { issueMove } from './issue';
import type { BillMove } from './move';
import type { Bill, ChargeTry } from './bill';
import { tryNext } from './try-next';
import type { BillWorld } from './world';

/**
 * The one rule book of a bill: what its streams say is to be done next. While a charge has no answer nothing but its
 * answer is (X13); what must go back goes back before anything else is tried.
 */
export function nextMove(world: BillWorld, at: string): BillMove {
  const { bill } = world;
  if (!bill.issued) return issueMove(world, at);
  const open = openTry(bill);
  if (open) return lookUp(open, world, at);
  const back = bill.tries.find((one) => mustGoBack(bill, one));
  if (back) return giveBackMove(back, at);
  if (bill.paid) return { type: 'done', as: 'paid' };
  if (bill.blocked) return { type: 'done', as: 'blocked' };
  if (bill.round!.failedAt === undefined) return goOn(world, at);
  return betweenRounds(world, at);
}

/** X13: the charge that has no answer yet, if there is one. */
export function openTry({ tries }: Bill): ChargeTry | undefined {
  return tries.find(({ status }) => status === 'open' || status === 'unknown' || status === 'bank-page');
}

/** D7: looked up before anything else, with pauses that grow with its age. A bank page is given its time first (R29). */
function lookUp(open: ChargeTry, { policy }: BillWorld, at: string): BillMove {
  const { key, startedAt, toldAt, status, page } = open;
  const resend = status !== 'bank-page' && msBetween(startedAt, at) < policy.keysKeptMs;
  // An open charge whose caller died is looked up at once; an unknown one was just asked for.
  const notBefore = status === 'unknown' ? later(toldAt, policy.look.firstMs) : toldAt;
  if (status === 'bank-page' && page && msBetween(page.closesAt, at) >= 0) {
    return { type: 'look-up', key, resend: false, notBefore: page.closesAt };
  }
  return { type: 'look-up', key, resend, notBefore };
}

/** When a charge that still has no answer is looked up again: after as long as it is unknown already, within limits. */
export function lookAgainAt(
  bill: Bill,
  { startedAt, page }: ChargeTry,
  policy: BillWorld['policy'],
  at: string,
): string {
  const { firstMs, longestMs, blockedMs } = policy.look;
  if (bill.blocked?.because === 'unknown') return later(at, blockedMs);
  const next = later(at, Math.min(Math.max(msBetween(startedAt, at), firstMs), longestMs));
  return page && msBetween(page.closesAt, next) > 0 && msBetween(at, page.closesAt) > 0 ? page.closesAt : next;
}

function goOn(world: BillWorld, at: string): BillMove {
  const step = tryNext(world, at);
  if (step.step === 'wait') return { type: 'wait', until: step.until };
  const { bill } = world;
  const command = `${billIdOf(world)}/round/${bill.round!.round}/after/${bill.tries.length}`;
  return { type: 'record', command, writes: step.writes };
}

function betweenRounds(world: BillWorld, at: string): BillMove {
  const { bill, wallet, policy } = world;
  const round = bill.round!;
  const because = whyAnotherRound(world, at);
  if (because) {
    const cards = roundCards(wallet, at, policy.due.zone);
    const next = round.round + 1;
    const facts: BillEvent[] = [{ type: 'DeductionRoundStarted', at, data: { round: next, because, cards } }];
    return { type: 'record', command: `${billIdOf(world)}/round/${next}`, writes: { bill: facts } };
  }
  if (round.nextAt !== undefined) return { type: 'wait', until: round.nextAt };
  return dun(world, at);
}

/** D14: the time has come, or the customer has changed something about the cards: then it is tried at once. */
function whyAnotherRound({ bill, wallet, policy }: BillWorld, at: string): RoundReason | undefined {
  const round = bill.round!;
  const before = new Map(round.cards.map((card) => [card.cardId, card]));
  const now = roundCards(wallet, at, policy.due.zone);
  for (const { cardId, token, skipped } of now) {
    if (skipped) continue;
    const was = before.get(cardId);
    if (!was) return 'card-added';
    if (was.token !== token || was.skipped) return 'card-changed';
  }
  const [first] = inDeductionOrder(wallet);
  if (first && first.cardId === wallet.defaultCardId && !before.get(first.cardId)?.isDefault) {
    if (!now[0]?.skipped) return 'default-chosen';
  }
  return round.nextAt !== undefined && msBetween(round.nextAt, at) >= 0 ? 'scheduled' : undefined;
}

/** D14: after the last round: restricted, suspended, and no more. */
function dun(world: BillWorld, at: string): BillMove {
  const { bill, account } = world;
  const billId = billIdOf(world);
  const { dunning } = bill.issued!;
  if (bill.restrictedUntil === undefined) {
    return {
      type: 'record',
      command: `${billId}/restrict`,
      writes: {
        bill: [{ type: 'ServicesRestricted', at, data: { until: later(at, dunning.restrictedMs) } }],
        ...(!account.restricted && { account: [{ type: 'AccountRestricted', at, data: { because: 'unpaid' } }] }),
      },
    };
  }
  if (bill.suspendedUntil === undefined) {
    if (msBetween(at, bill.restrictedUntil) > 0) return { type: 'wait', until: bill.restrictedUntil };
    return {
      type: 'record',
      command: `${billId}/suspend`,
      writes: {
        bill: [{ type: 'ServicesSuspended', at, data: { until: later(at, dunning.suspendedMs) } }],
        ...(!account.suspended && { account: [{ type: 'AccountSuspended', at, data: { because: 'unpaid' } }] }),
      },
    };
  }
  if (bill.collectionEndedAt !== undefined) return { type: 'done', as: 'uncollected' };
  if (msBetween(at, bill.suspendedUntil) > 0) return { type: 'wait', until: bill.suspendedUntil };
  return {
    type: 'record',
    command: `${billId}/collection-ended`,
    writes: { bill: [{ type: 'CollectionEnded', at, data: { because: 'suspension-over' } }] },
  };
}
