import {
  type Bill,
  billIdentity,
  type BillEvent,
  billIdOf,
  type BillWorld,
  type BillWrites,
  monthsOf,
  msBetween,
  type RateTaken,
} from '@onfile/domain';
import { stream } from '@onfile/event-log';
import type { BillOrder } from '@onfile/workflows';
import { ApplicationFailure } from '@temporalio/common';
import { reaching } from '../gateway-trouble';
import { inTurn, yearOf } from './numbers';
import type { BillPorts } from './ports';
import { openSheet, type Sheet } from './sheet';

/** `ApplicationFailure.type` where no rate of a currency is published. */
export const NO_RATE = 'NoRate';

/**
 * How old what is on the desk may be of what others write to, in milliseconds. A bill may wait its turn for minutes while
 * the bank is slow: by then its customer may have taken the card off (R35: not deleted at the moment of trying).
 */
const FRESH_MS = 5_000;
const OF_OTHERS = ['wallet', 'account'];

/** A rule of bills. */
export type Decide = (world: BillWorld, at: string) => BillWrites;

/** One bill on somebody's desk: its streams as they were seen last, and the one pen for them. */
export interface Desk {
  readonly billId: string;
  /**
   * Reads what is missing: always the bill; until it is issued also the account, its cards and its charges. Account and
   * cards are read anew where they were read a while ago.
   */
  load(): Promise<void>;
  world(): BillWorld;
  /** The number that the bill's page has reserved for it. */
  number(number: string): void;
  /** Lays out the numbers of this year: the bill takes the next one in the append that issues it. */
  openNumbers(): Promise<void>;
  /** @throws {ApplicationFailure} `NO_RATE`, for good; details: the currency */
  takeRates(currencies: readonly string[]): Promise<void>;
  /**
   * Writes what `decide` says of the world as it is when it is written; nothing if that is nothing any more. `command`
   * names the decision for ever. `decided`: what it says of the world as it is on the desk, if that is known.
   */
  write(command: string, decide: Decide, decided?: Decided): Promise<Written>;
}

/** What a rule has said, and when. */
export interface Decided {
  readonly writes: BillWrites;
  readonly at: string;
}

/** The bill's own facts of a decision, and whether they were there already. */
export interface Written {
  readonly facts: readonly BillEvent[];
  readonly repeated: boolean;
}

/**
 * Opens a bill. `isNew`: nobody is known to have begun it, so its stream is not read first; the first write would find
 * out. What is decided is guarded by the revisions of the streams it writes to.
 */
export function openDesk({ billId, grounds }: BillOrder, ports: BillPorts, { isNew = false } = {}): Desk {
  const identity = billIdentity(billId);
  if (!identity) throw ApplicationFailure.nonRetryable('not the id of a bill', 'BillUnknown');
  const sheet = openSheet(identity, { ...(grounds && { grounds }) }, ports, isNew);
  const months = monthsOf(identity.period);
  let readAt = ports.now();
  const forgetStale = (): void => {
    const now = ports.now();
    if (Math.abs(msBetween(readAt, now)) <= FRESH_MS) return;
    sheet.forget(OF_OTHERS);
    readAt = now;
  };
  const read = async (names: readonly string[]): Promise<void> => {
    const missing = sheet.missing(names);
    if (missing.length === 0) return;
    sheet.take(await ports.log.load(Object.fromEntries(missing.map((name) => [name, sheet.handle(name)]))));
  };
  const openNumbers = async (): Promise<void> => {
    sheet.note({ year: yearOf(ports) });
    const { name } = sheet.handle('numbers');
    const known = ports.kept.of(name);
    const kept = known.get(name);
    sheet.take(kept ? { states: { numbers: kept.state }, known } : await loadNumbers(sheet, ports));
  };
  return {
    billId: billIdOf(identity),
    async load() {
      forgetStale();
      await read(['bill']);
      const { issued } = sheet.state('bill') as Bill;
      await read(issued ? ['wallet', 'account'] : ['wallet', 'account', ...months]);
    },
    world: sheet.world,
    number: (number) => sheet.note({ number }),
    openNumbers,
    async takeRates(currencies) {
      for (const currency of currencies) sheet.note({ rates: { [currency]: await rateOf(currency, ports) } });
    },
    async write(command, decide, decided) {
      const at = decided?.at ?? ports.now();
      const writes = decided?.writes ?? decide(sheet.world(), at);
      if (!writes.numbers) return record(sheet, ports, command, decide, { writes, at });
      return inTurn(ports.kept, async () => {
        await openNumbers(); // as the one before has left them
        const written = await record(sheet, ports, command, decide, { writes: decide(sheet.world(), at), at });
        const { name } = sheet.handle('numbers');
        ports.kept.keep(new Map([[name, sheet.known.get(name)!]]));
        return written;
      });
    },
  };
}

/** One append of all that was decided, or of what is decided anew if the streams have moved on. */
async function record(
  sheet: Sheet,
  { log }: BillPorts,
  command: string,
  decide: Decide,
  { writes, at }: Decided,
): Promise<Written> {
  const planned = byName(writes);
  if (Object.keys(planned).length === 0) return { facts: [], repeated: false };
  const names = new Set(['bill', ...Object.keys(planned)]);
  const recorded = await log.record({
    commandId: command,
    at,
    streams: Object.fromEntries([...names].map((name) => [name, sheet.handle(name)])),
    known: sheet.known,
    decide: (fresh, when) => {
      if (Object.entries(fresh).every(([name, state]) => sheet.state(name) === state)) return planned as never;
      const again = byName(decide(sheet.worldWith(fresh), when));
      // The streams have moved on so that others are concerned: nothing is written, and it is thought over again.
      return (Object.keys(again).every((name) => names.has(name)) ? again : {}) as never;
    },
  });
  sheet.take(recorded);
  const own = (recorded.facts as Record<string, readonly { fact: unknown }[] | undefined>)['bill'] ?? [];
  return { facts: own.map(({ fact }) => fact as BillEvent), repeated: recorded.repeated };
}

async function loadNumbers(sheet: Sheet, { log }: BillPorts) {
  const year = sheet.world().year ?? '';
  return log.load({ numbers: stream('billNumbers', year) });
}

async function rateOf(currency: string, { rates }: Pick<BillPorts, 'rates'>): Promise<RateTaken> {
  const rate = await reaching(() => rates.rateTo(currency));
  if (!rate) throw ApplicationFailure.nonRetryable(`no rate for ${currency}`, NO_RATE, currency);
  return rate;
}

/** The streams that a decision may write to, beside the months' charges. */
const WRITTEN = ['bill', 'wallet', 'account', 'numbers'] as const;

/** The facts of a decision by the names that the sheet knows the streams by; what is empty is left out. */
function byName(writes: BillWrites): Record<string, readonly unknown[]> {
  const all: Record<string, readonly unknown[]> = {};
  for (const name of WRITTEN) {
    const facts = writes[name];
    if (facts?.length) all[name] = facts;
  }
  const { charges } = writes;
  for (const month in charges) if (charges[month]?.length) all[month] = charges[month];
  return all;
}
