import { later, monthIn } from '../instant';
import { money, type Money } from '../money';
import { Refusal } from '../refusal';
import { whyNotValid } from '../wallet/deduction-order';
import { settled } from './answer';
import { billIdOf } from './bill-id';
import { roundCards } from './cards';
import { lookAgainAt, openTry } from './next-move';
import { monthsBefore } from './period';
import type { Bill, ChargeTry } from './bill';
import type { BillWorld, BillWrites } from './world';

/** What a person may do about a bill. `by` is the opaque id of an operator. */
export type BillCommand =
  /** D14: pay now, with all cards or with one (R36). */
  | { readonly type: 'PayNow'; readonly cardId?: string }
  /** 1A, 70: the customer follows the link and tries the card in person. */
  | { readonly type: 'Confirm'; readonly key: string }
  /** The money came another way. */
  | { readonly type: 'PayByHand'; readonly by: string; readonly reference: string; readonly why: string }
  /** D7: an operator has mended what the bill was blocked on. */
  | { readonly type: 'Unblock'; readonly by: string; readonly why: string }
  /** An operator has made sure with the bank that nothing was charged under this key. */
  | { readonly type: 'GiveUpCharge'; readonly key: string; readonly by: string; readonly why: string }
  /** R30b: a false alarm is taken back by a credit on the next bill. */
  | { readonly type: 'Credit'; readonly by: string; readonly why: string; readonly minor?: number };

/**
 * The rules of what people may do about a bill. While a charge has no answer nobody may do anything (X13).
 * @throws {Refusal} `bill-unknown`, `bill-paid`, `charge-in-flight` (details.retryAt), `bill-blocked`, `bill-not-blocked`,
 * `card-not-usable`, `confirmation-not-asked`, `reason-missing`.
 */
export function decideBill(command: BillCommand, world: BillWorld, at: string): BillWrites {
  const { bill } = world;
  if (!bill.issued) throw new Refusal('bill-unknown', billIdOf(world));
  switch (command.type) {
    case 'PayNow':
      expectQuiet(world, at);
      expectNotBlocked(bill);
      return startRound(world, { because: 'asked', ...(command.cardId !== undefined && { only: command.cardId }) }, at);
    case 'Confirm':
      return confirm(world, command.key, at);
    case 'PayByHand': {
      expectReason(command.why);
      expectReason(command.reference);
      expectQuiet(world, at);
      const { by, reference, why } = command;
      const data = { by, reference, why, overdue: bill.overdueAt !== undefined };
      return { bill: [{ type: 'BillPaidByHand', at, data }], ...settled(world, at) };
    }
    case 'Unblock':
      expectReason(command.why);
      if (!bill.blocked || bill.paid) throw new Refusal('bill-not-blocked', billIdOf(world));
      return { bill: [{ type: 'BillUnblocked', at, data: { by: command.by, why: command.why } }] };
    case 'GiveUpCharge':
      return giveUp(world, command, at);
    case 'Credit':
      return credit(world, command, at);
  }
}

/** X13, D14: nothing is under way and nothing is paid. */
function expectQuiet(world: BillWorld, at: string): void {
  const { bill, policy } = world;
  if (bill.paid) throw new Refusal('bill-paid', billIdOf(world));
  const open: ChargeTry | undefined = openTry(bill) ?? bill.tries.find(isGoingBack);
  if (!open) return;
  throw new Refusal('charge-in-flight', open.key, { retryAt: lookAgainAt(bill, open, policy, at) });
}

const isGoingBack = ({ status, back }: ChargeTry): boolean =>
  (status === 'part-approved' || status === 'confirm-needed') && !back?.done;

function expectNotBlocked(bill: Bill): void {
  if (bill.blocked) throw new Refusal('bill-blocked', bill.blocked.because);
}

function expectReason(why: string): void {
  if (why.trim() === '') throw new Refusal('reason-missing', 'why');
}

type Start = { readonly because: 'asked' | 'confirmation'; readonly only?: string };

function startRound(world: BillWorld, { because, only }: Start, at: string): BillWrites {
  const { bill, wallet, policy } = world;
  if (only !== undefined) {
    const held = wallet.cards.find(({ cardId }) => cardId === only);
    if (!held || whyNotValid(held, at, policy.due.zone)) throw new Refusal('card-not-usable', only);
  }
  const cards = roundCards(wallet, at, policy.due.zone);
  const round = (bill.round?.round ?? 0) + 1;
  return {
    bill: [{ type: 'DeductionRoundStarted', at, data: { round, because, cards, ...(only !== undefined && { only }) } }],
  };
}

/** The link starts one new try of the card that the bank asked about, and works only while the bill is unpaid. */
function confirm(world: BillWorld, key: string, at: string): BillWrites {
  expectQuiet(world, at);
  expectNotBlocked(world.bill);
  const asked = world.bill.tries.find((one) => one.key === key);
  if (!asked || !['1A', '70'].includes(asked.networkCode ?? '')) throw new Refusal('confirmation-not-asked', key);
  return startRound(world, { because: 'confirmation', only: asked.cardId }, at);
}

function giveUp(world: BillWorld, { key, by, why }: { key: string; by: string; why: string }, at: string): BillWrites {
  expectReason(why);
  const open = openTry(world.bill);
  const isTask = open?.key === key && world.bill.blocked?.because === 'unknown';
  if (!isTask) throw new Refusal('bill-not-blocked', key);
  return { bill: [{ type: 'ChargeGivenUp', at, data: { key, by, why } }] };
}

/** The credit is a record below zero of the running month, under an id of the bill's own: twice is once. */
function credit(
  world: BillWorld,
  { by, why, minor }: { by: string; why: string; minor?: number },
  at: string,
): BillWrites {
  expectReason(why);
  const { bill, accountId, policy } = world;
  const { amount: billed } = bill.issued!;
  if (bill.credited) return {};
  const amount: Money = money(billed.currency, minor ?? billed.minor);
  if (amount.minor <= 0 || amount.minor > billed.minor)
    throw new Refusal('charge-invalid', 'amount', { field: 'amount' });
  const month = creditMonth(world, at, policy.due.zone);
  const billId = billIdOf(world);
  const chargeId = `credit:${billId}`;
  const record = {
    accountId,
    chargeId,
    service: 'credit',
    description: `Credit for bill ${bill.issued!.number}`,
    amount: money(amount.currency, -amount.minor),
    incurredAt: later(at, 0),
  };
  return {
    bill: [{ type: 'BillCredited', at, data: { by, why, amount, chargeId, month } }],
    charges: { [month]: [{ type: 'ChargeRecorded', at, data: record }] },
  };
}

/** The month whose stream a credit given at `at` goes to: the running one, or the bill's own if clocks went back. */
export function creditMonth({ period }: Pick<BillWorld, 'period'>, at: string, zone: string): string {
  const running = monthIn(zone, at);
  return running < period ? period : running;
}

/** The months that a bill of `period` takes charges of: its own and the two before it. */
export function monthsOf(period: string): readonly string[] {
  return [period, monthsBefore(period, 1), monthsBefore(period, 2)];
}
