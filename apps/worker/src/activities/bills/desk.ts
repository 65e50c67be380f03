import {
  type Account,
  billIdentity,
  type BillEvent,
  type BillIdentity,
  billIdOf,
  type BillWorld,
  type BillWrites,
  chargesIdOf,
  initialAccount,
  initialBill,
  initialMonthCharges,
  initialWallet,
  monthsOf,
  type Bill,
  type MonthCharges,
  type RateTaken,
  type Wallet,
} from '@onfile/domain';
import { type AnyHandle, type KnownStream, stream } from '@onfile/event-log';
import type { BillOrder } from '@onfile/workflows';
import { ApplicationFailure } from '@temporalio/common';
import { reaching } from '../gateway-trouble';
import type { BillPorts } from './ports';

/** `ApplicationFailure.type` where no rate of a currency is published. */
export const NO_RATE = 'NoRate';

/** One bill on somebody's desk: its streams as they were seen last, and the one pen for them. */
export interface Desk {
  readonly billId: string;
  /** Reads what is missing: always the bill; until it is issued also the account, its cards and its charges. */
  load(): Promise<void>;
  world(): BillWorld;
  number(number: string): void;
  takeRates(currencies: readonly string[]): Promise<void>;
  /**
   * Writes what `decide` says of the world as it is when it is written; nothing if that is nothing any more. `command`
   * names the decision for ever. `decided`: what it says of the world as it is on the desk, if that is known.
   */
  write(
    command: string,
    decide: Decide,
    decided?: { readonly writes: BillWrites; readonly at: string },
  ): Promise<Written>;
}

/** A rule of bills. */
export type Decide = (world: BillWorld, at: string) => BillWrites;

/** The bill's own facts of a decision, and whether they were there already. */
export interface Written {
  readonly facts: readonly BillEvent[];
  readonly repeated: boolean;
}

const NEVER_WRITTEN: KnownStream = { facts: [], state: initialBill };

/**
 * Opens a bill. `isNew`: nobody is known to have begun it, so its stream is not read first; the first write would find
 * out. What is decided is guarded by the revisions of the streams it writes to.
 */
export function openDesk({ billId, grounds }: BillOrder, ports: BillPorts, { isNew = false } = {}): Desk {
  const identity = billIdentity(billId);
  if (!identity) throw ApplicationFailure.nonRetryable('not the id of a bill', 'BillUnknown');
  const { accountId, period } = identity;
  const handles = handlesOf(identity);
  const states = new Map<string, unknown>(isNew ? [['bill', initialBill]] : []);
  const known = new Map<string, KnownStream>(isNew ? [[stream('bill', billId).name, NEVER_WRITTEN]] : []);
  const rates: Record<string, RateTaken> = {};
  let number: string | undefined;
  let seen: BillWorld | undefined; // the world as it is on the desk, put together once
  const take = (answer: { states: object; known: ReadonlyMap<string, KnownStream> }): void => {
    seen = undefined;
    for (const [key, state] of Object.entries(answer.states)) states.set(key, state);
    for (const [name, one] of answer.known) known.set(name, one);
  };
  const read = async (keys: readonly string[]): Promise<void> => {
    const missing = keys.filter((key) => !states.has(key));
    if (missing.length > 0) take(await ports.log.load(Object.fromEntries(missing.map((key) => [key, handles[key]!]))));
  };
  const months = monthsOf(period);
  const worldOf = (of: ReadonlyMap<string, unknown>): BillWorld => ({
    ...identity,
    ...statesOf(months, of),
    policy: ports.policy,
    rates,
    ...(number !== undefined && { number }),
    ...(grounds && { grounds }),
  });
  const world = (): BillWorld => (seen ??= worldOf(states));

  return {
    billId: billIdOf(identity),
    async load() {
      await read(['bill']);
      const { issued } = states.get('bill') as Bill;
      await read(issued ? ['wallet', 'account'] : ['wallet', 'account', ...months]);
    },
    world,
    number(given) {
      number = given;
      seen = undefined;
    },
    async takeRates(currencies) {
      for (const currency of currencies) rates[currency] = await rateOf(currency, ports);
      seen = undefined;
    },
    async write(command, decide, decided) {
      const at = decided?.at ?? ports.now();
      const planned = byKey(decided?.writes ?? decide(world(), at));
      if (Object.keys(planned).length === 0) return { facts: [], repeated: false };
      const keys = new Set(['bill', ...Object.keys(planned)]);
      const recorded = await ports.log.record({
        commandId: command,
        at,
        streams: Object.fromEntries([...keys].map((key) => [key, handles[key] ?? monthOf(accountId, key)])),
        known,
        decide: (fresh, when) => {
          const isAsPlanned = Object.entries(fresh).every(([key, state]) => states.get(key) === state);
          if (isAsPlanned) return planned as never;
          const writes = byKey(decide(worldOf(new Map([...states, ...Object.entries(fresh)])), when));
          // The streams have moved on so that others are concerned: nothing is written, and it is thought over again.
          return (Object.keys(writes).every((key) => keys.has(key)) ? writes : {}) as never;
        },
      });
      take(recorded);
      const own = (recorded.facts as Record<string, readonly { fact: unknown }[] | undefined>)['bill'] ?? [];
      return { facts: own.map(({ fact }) => fact as BillEvent), repeated: recorded.repeated };
    },
  };
}

/** @throws {ApplicationFailure} `NO_RATE`, for good, where none is published */
async function rateOf(currency: string, { rates }: Pick<BillPorts, 'rates'>): Promise<RateTaken> {
  const rate = await reaching(() => rates.rateTo(currency));
  if (!rate) throw ApplicationFailure.nonRetryable(`no rate for ${currency}`, NO_RATE);
  return rate;
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

/** The states that a world is made of; what was not read is as if nothing had happened there. */
function statesOf(
  months: readonly string[],
  states: ReadonlyMap<string, unknown>,
): Pick<BillWorld, 'bill' | 'wallet' | 'account' | 'months'> {
  return {
    bill: (states.get('bill') as Bill | undefined) ?? initialBill,
    wallet: (states.get('wallet') as Wallet | undefined) ?? initialWallet,
    account: (states.get('account') as Account | undefined) ?? initialAccount,
    months: months.map((month) => ({
      month,
      charges: (states.get(month) as MonthCharges | undefined) ?? initialMonthCharges,
    })),
  };
}

/** The facts of a decision by the names that the desk knows the streams by; what is empty is left out. */
function byKey({ charges, ...writes }: BillWrites): Record<string, readonly unknown[]> {
  const all = { ...writes, ...charges } as Record<string, readonly unknown[] | undefined>;
  return Object.fromEntries(Object.entries(all).flatMap(([key, facts]) => (facts?.length ? [[key, facts]] : [])));
}
