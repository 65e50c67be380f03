import {
  type Account,
  type Bill,
  type BillIdentity,
  billIdOf,
  type BillNumbers,
  type BillWorld,
  chargesIdOf,
  initialAccount,
  initialBill,
  initialMonthCharges,
  initialWallet,
  type MonthCharges,
  monthsOf,
  type RateTaken,
  type Wallet,
} from '@onfile/domain';
import { type AnyHandle, type KnownStream, stream } from '@onfile/event-log';
import type { BillOrder } from '@onfile/workflows';
import type { BillPorts } from './ports';

/** What is known of one bill: its streams as they were seen last, by the names that the rules know them by. */
export interface Sheet {
  readonly known: Map<string, KnownStream>;
  /** The stream of a name; months' charges go by their months. */
  handle(name: string): AnyHandle;
  /** What was never seen of these names. */
  missing(names: readonly string[]): readonly string[];
  /** From now on these were never seen. */
  forget(names: readonly string[]): void;
  /** The state as it was seen last. */
  state(name: string): unknown;
  /** Takes in streams as they are now. */
  take(answer: { readonly states: object; readonly known: ReadonlyMap<string, KnownStream> }): void;
  /** Takes in what is no stream. */
  note(more: { number?: string; year?: string; rates?: Readonly<Record<string, RateTaken>> }): void;
  world(): BillWorld;
  /** The world with these states in place of those that were seen last. */
  worldWith(states: object): BillWorld;
}

const NEVER_WRITTEN: KnownStream = { facts: [], state: initialBill };

/** An empty sheet; with `isNew` the bill is taken for one that was never begun. */
export function openSheet(
  identity: BillIdentity,
  { grounds }: Pick<BillOrder, 'grounds'>,
  { policy }: Pick<BillPorts, 'policy'>,
  isNew: boolean,
): Sheet {
  const months = monthsOf(identity.period);
  const handles = handlesOf(identity);
  const states = new Map<string, unknown>(isNew ? [['bill', initialBill]] : []);
  const known = new Map<string, KnownStream>(isNew ? [[handles['bill']!.name, NEVER_WRITTEN]] : []);
  let noted: { number?: string; year?: string; rates: Readonly<Record<string, RateTaken>> } = { rates: {} };
  let seen: BillWorld | undefined; // put together once

  const handle = (name: string): AnyHandle => {
    if (name === 'numbers') return stream('billNumbers', noted.year ?? '');
    return handles[name] ?? monthOf(identity.accountId, name);
  };
  const { accountId, period, interim } = identity;
  // Put together for every move of every bill, hence field by field. What was not read is as if nothing had happened there.
  const worldOf = (of: ReadonlyMap<string, unknown>): BillWorld => ({
    accountId,
    period,
    interim,
    bill: (of.get('bill') as Bill | undefined) ?? initialBill,
    wallet: (of.get('wallet') as Wallet | undefined) ?? initialWallet,
    account: (of.get('account') as Account | undefined) ?? initialAccount,
    months: months.map((month) => ({
      month,
      charges: (of.get(month) as MonthCharges | undefined) ?? initialMonthCharges,
    })),
    numbers: of.get('numbers') as BillNumbers | undefined,
    number: noted.number,
    year: noted.year,
    rates: noted.rates,
    policy,
    grounds,
  });
  return {
    ...{ known, handle },
    missing: (names) => names.filter((name) => !states.has(name)),
    forget(names) {
      seen = undefined;
      for (const name of names) states.delete(name);
    },
    state: (name) => states.get(name),
    take(answer) {
      seen = undefined;
      for (const [name, state] of Object.entries(answer.states)) states.set(name, state);
      for (const [name, one] of answer.known) known.set(name, one);
    },
    note({ rates, ...more }) {
      seen = undefined;
      noted = { ...noted, ...more, rates: { ...noted.rates, ...rates } };
    },
    world: () => (seen ??= worldOf(states)),
    worldWith: (fresh) => worldOf(new Map([...states, ...Object.entries(fresh)])),
  };
}

/** The charges of a month. */
const monthOf = (accountId: string, month: string) => stream('charges', chargesIdOf(accountId, month));

/** The streams of a bill: its own, and the months' charges under their months. */
function handlesOf({ accountId, period, interim }: BillIdentity): Record<string, AnyHandle> {
  return {
    bill: stream('bill', billIdOf({ accountId, period, interim })),
    wallet: stream('wallet', accountId),
    account: stream('account', accountId),
    ...Object.fromEntries(monthsOf(period).map((month) => [month, monthOf(accountId, month)])),
  };
}
