import { monthIn, numbersOf, reserveNumbers, voidNumber, type Bill, type NumberVoidReason } from '@onfile/domain';
import { type KeptStreams, stream } from '@onfile/event-log';
import type { BillPorts } from './ports';

type NumberPorts = Pick<BillPorts, 'log' | 'policy' | 'now' | 'kept'>;

/** The year whose numbers bills get that are issued now (R30a). */
export function yearOf({ policy, now }: Pick<BillPorts, 'policy' | 'now'>): string {
  return monthIn(policy.due.zone, now()).slice(0, 4);
}

/**
 * R30a: numbers for the bills of a page, under a command of its own. Done again after a death it answers all that the
 * page was given before, also for bills that need none any more, and reserves what is missing. One that was voided
 * meanwhile is replaced.
 */
export async function reserve(
  bills: readonly string[],
  command: string,
  ports: NumberPorts,
): Promise<ReadonlyMap<string, string>> {
  const year = yearOf(ports);
  const handle = stream('billNumbers', year);
  const numbers = new Map<string, string>();
  for (let block = 1; ; block += 1) {
    const recorded = await ports.log.record({
      commandId: `${command}/numbers/${block}`,
      at: ports.now(),
      streams: { numbers: handle },
      known: ports.kept.of(handle.name),
      decide: (states, at) => {
        const missing = bills.filter((billId) => !numbers.has(billId));
        return { numbers: reserveNumbers(missing, states.numbers, at) };
      },
    });
    ports.kept.keep(recorded.known);
    const own = (recorded.facts.numbers ?? []).map(({ fact }) => fact);
    if (own.length === 0) return numbers;
    for (const [billId, number] of numbersOf(year, own)) {
      if (!recorded.states.numbers.voided.includes(number)) numbers.set(billId, number);
    }
  }
}

/** A number that was reserved for a bill, and how the bill stands in the end. */
export interface GivenNumber {
  readonly billId: string;
  readonly number: string;
  readonly bill: Bill;
}

/** Gapless: tells of a reserved number that its bill does not carry, and why. */
export async function voidUnlessCarried({ billId, number, bill }: GivenNumber, ports: NumberPorts): Promise<void> {
  if (bill.issued?.number === number) return;
  const why: NumberVoidReason = bill.issued ? 'numbered-before' : 'not-issued';
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
