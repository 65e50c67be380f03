import { evolveAccount, initialAccount } from '../account/state';
import type { AccountEvent } from '../account/events';
import { billIdentity } from '../bill/bill-id';
import { monthsOf, type BillCommand } from '../bill/commands';
import type { BillEvent, IssuedBill } from '../bill/events';
import { initialBill } from '../bill/state';
import type { BillWorld } from '../bill/world';
import type { ChargesEvent } from '../charges/events';
import { evolveMonthCharges, initialMonthCharges } from '../charges/state';
import { evolveWallet, initialWallet } from '../wallet/state';
import type { WalletEvent } from '../wallet/events';
import { inLogOrder, type RecordedFact, type Recording } from './recording';

/** What came from outside while a bill went its way: a fact that others wrote, or what a person asked for. */
export type BillInput =
  | { readonly at: string; readonly of: 'wallet'; readonly fact: WalletEvent }
  | { readonly at: string; readonly of: 'account'; readonly fact: AccountEvent }
  | { readonly at: string; readonly of: 'charges'; readonly month: string; readonly fact: ChargesEvent }
  | { readonly at: string; readonly of: 'people'; readonly command: BillCommand };

/** A bill as it began, and everything that came to it from outside. */
export interface BillScript {
  readonly issuedAt: string;
  readonly issued: IssuedBill;
  readonly world: BillWorld;
  /** In the order of the log. */
  readonly inputs: readonly BillInput[];
  /** The facts that the bill wrote, in its own stream and in others. */
  readonly written: readonly RecordedFact[];
}

/**
 * Takes a recording apart: how everything stood when the bill was issued, what came from outside after that, and what the
 * bill itself wrote. @throws {RangeError} for a recording of a bill that was never issued
 */
export function billScript({ id, facts: all, policy }: Recording): BillScript {
  const facts = [...all].sort(inLogOrder);
  const identity = billIdentity(id);
  const first = facts.find(({ category, fact }) => category === 'bill' && fact.type === 'BillIssued');
  if (!identity || !first) throw new RangeError('a recording of no bill');
  const { at: issuedAt, data: issued } = first.fact as Extract<BillEvent, { type: 'BillIssued' }>;
  const own = new Set(facts.filter(({ category }) => category === 'bill').map(({ commandId }) => commandId));
  const isOwn = ({ category, commandId }: RecordedFact): boolean => category === 'bill' || own.has(commandId);
  const others = facts.filter((one) => !isOwn(one));
  const isBefore = (one: RecordedFact): boolean => inLogOrder(one, first) < 0;
  const rates = Object.fromEntries(issued.rates.map((rate) => [rate.to, rate]));
  const { grounds, number, zone, dunning } = issued;
  return {
    ...{ issuedAt, issued },
    world: {
      ...identity,
      ...stood(others.filter(isBefore), identity.period),
      ...{ bill: initialBill, rates, number },
      policy: { ...policy, dunning, due: { ...policy.due, zone } },
      ...(grounds && { grounds }),
    },
    inputs: facts.filter((one) => !isBefore(one)).flatMap((one, _n, later) => inputOf(one, isOwn(one), later)),
    written: facts.filter(isOwn),
  };
}

/** The states of the streams that the bill looks at. */
function stood(facts: readonly RecordedFact[], period: string): Pick<BillWorld, 'wallet' | 'account' | 'months'> {
  const of = <Event>(category: string, id?: string): Event[] =>
    facts
      .filter((one) => one.category === category && (id === undefined || one.id.endsWith(id)))
      .map(({ fact }) => fact as Event);
  return {
    wallet: of<WalletEvent>('wallet').reduce(evolveWallet, initialWallet),
    account: of<AccountEvent>('account').reduce(evolveAccount, initialAccount),
    months: monthsOf(period).map((month) => ({
      month,
      charges: of<ChargesEvent>('charges', monthEnding(month)).reduce(evolveMonthCharges, initialMonthCharges),
    })),
  };
}

/** How the id of a stream of charges of a month ends. */
const monthEnding = (month: string): string => `-${month.replace('-', '')}`;

function inputOf(one: RecordedFact, isOwn: boolean, facts: readonly RecordedFact[]): BillInput[] {
  const { category, fact, id } = one;
  const { at } = fact;
  if (category === 'bill') {
    const command = askedBy(fact as BillEvent, facts);
    return command ? [{ at, of: 'people', command }] : [];
  }
  if (isOwn) return [];
  if (category === 'wallet') return [{ at, of: 'wallet', fact: fact as WalletEvent }];
  if (category === 'account') return [{ at, of: 'account', fact: fact as AccountEvent }];
  if (category !== 'charges') return [];
  const month = `${id.slice(-6, -2)}-${id.slice(-2)}`;
  return [{ at, of: 'charges', month, fact: fact as ChargesEvent }];
}

/** What a person asked for, if it was a person who let this fact be written. */
function askedBy(fact: BillEvent, facts: readonly RecordedFact[]): BillCommand | undefined {
  switch (fact.type) {
    case 'DeductionRoundStarted': {
      const { because, only } = fact.data;
      if (because === 'asked') return { type: 'PayNow', ...(only !== undefined && { cardId: only }) };
      if (because !== 'confirmation') return undefined;
      const asks = facts.filter(({ fact: { type, at, data } }) => {
        return type === 'ConfirmationAsked' && at <= fact.at && (data as { cardId: string }).cardId === only;
      });
      const key = (asks.at(-1)?.fact.data as { key: string } | undefined)?.key;
      return key === undefined ? undefined : { type: 'Confirm', key };
    }
    case 'BillPaidByHand': {
      const { by, reference, why } = fact.data;
      return { type: 'PayByHand', by, reference, why };
    }
    case 'BillUnblocked':
      return { type: 'Unblock', ...fact.data };
    case 'ChargeGivenUp':
      return { type: 'GiveUpCharge', ...fact.data };
    case 'BillCredited': {
      const { by, why, amount } = fact.data;
      return { type: 'Credit', by, why, minor: amount.minor };
    }
    default:
      return undefined;
  }
}
