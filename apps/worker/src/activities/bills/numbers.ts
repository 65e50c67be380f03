import { monthIn, msBetween, numbersOf, type NumberVoidReason, reserveNumbers, voidNumber } from '@onfile/domain';
import { type KeptStreams, stream } from '@onfile/event-log';
import type { BillPorts } from './ports';

type NumberPorts = Pick<BillPorts, 'log' | 'policy' | 'now' | 'kept'>;

/** The year whose numbers bills get that are issued now (R30a). */
export function yearOf({ policy, now }: Pick<BillPorts, 'policy' | 'now'>): string {
  return monthIn(policy.due.zone, now()).slice(0, 4);
}

/**
 * A page uses a number this long after it was reserved; done again later than that it is given others. What no bill carries
 * by `NUMBER_LOST_MS` is told to be void: by then nobody can be about to issue a bill with it.
 */
const NUMBER_GOOD_MS = 12 * 3_600_000;
export const NUMBER_LOST_MS = 2 * NUMBER_GOOD_MS;

/** The numbers of one page. */
export interface PageNumbers {
  /** Numbers for more bills of the page: those that they were given before, or new ones in one block. */
  give(bills: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/**
 * R30a: numbers for the bills of a page, under a command of its own. Done again after a death, the page first reads back
 * what it was given before. A number that is too old, or void, is replaced.
 */
export function pageNumbers(command: string, ports: NumberPorts): PageNumbers {
  const year = yearOf(ports);
  const handle = stream('billNumbers', year);
  const numbers = new Map<string, string>();
  let blocks = 0;
  const block = async (bills: readonly string[]): Promise<boolean> => {
    const recorded = await ports.log.record({
      commandId: `${command}/numbers/${blocks + 1}`,
      at: ports.now(),
      streams: { numbers: handle },
      known: ports.kept.of(handle.name),
      decide: (states, at) => ({ numbers: reserveNumbers(bills, states.numbers, at) }),
    });
    ports.kept.keep(recorded.known);
    const own = (recorded.facts.numbers ?? []).map(({ fact }) => fact);
    if (own.length === 0) return false;
    blocks += 1;
    const fresh = own.filter(({ at }) => msBetween(at, ports.now()) < NUMBER_GOOD_MS);
    for (const [billId, number] of numbersOf(year, fresh)) {
      if (!recorded.states.numbers.voided.includes(number)) numbers.set(billId, number);
    }
    return true;
  };
  let readBack: Promise<void> | undefined;
  const before = (): Promise<void> =>
    (readBack ??= (async () => {
      while (await block([]));
    })());
  return {
    async give(bills) {
      await before();
      for (;;) {
        const missing = bills.filter((billId) => !numbers.has(billId));
        if (missing.length === 0) return numbers;
        await block(missing);
      }
    },
  };
}

/** Gapless: tells why a reserved number is carried by no bill. */
export async function voidGiven(
  { billId, number, why }: { billId: string; number: string; why: NumberVoidReason },
  ports: NumberPorts,
): Promise<void> {
  const handle = stream('billNumbers', number.slice(0, 4));
  const recorded = await ports.log.record({
    commandId: `${number}/void`,
    at: ports.now(),
    streams: { numbers: handle },
    known: ports.kept.of(handle.name),
    decide: (states, at) => ({ numbers: voidNumber({ number, billId, why }, states.numbers, at) }),
  });
  ports.kept.keep(recorded.known);
}

const turns = new WeakMap<KeptStreams, Promise<unknown>>();

/**
 * Bills that are made alone take their numbers one after the other in one process: side by side they would only keep one
 * another from writing to the year's stream.
 */
export function inTurn<Answer>(kept: KeptStreams, work: () => Promise<Answer>): Promise<Answer> {
  const before = turns.get(kept) ?? Promise.resolve();
  const mine = before.then(work, work);
  turns.set(
    kept,
    mine.catch(() => undefined),
  );
  return mine;
}
