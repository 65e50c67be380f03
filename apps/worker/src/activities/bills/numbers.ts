import { monthIn, numbersOf, type NumberVoidReason, reserveNumbers, voidNumber } from '@onfile/domain';
import { stream } from '@onfile/event-log';
import type { BillPorts } from './ports';

type NumberPorts = Pick<BillPorts, 'log' | 'policy' | 'now' | 'kept'>;

/** The year whose numbers bills get that are issued now (R30a). */
function yearOf({ policy, now }: NumberPorts): string {
  return monthIn(policy.due.zone, now()).slice(0, 4);
}

/**
 * R30a: numbers for these bills, one block for all that have none under this command yet. The same command answers the
 * same numbers; one that was voided meanwhile is replaced.
 */
export async function reserve(
  bills: readonly string[],
  command: string,
  ports: NumberPorts,
): Promise<ReadonlyMap<string, string>> {
  const year = yearOf(ports);
  const numbers = new Map<string, string>();
  for (let block = 1; ; block += 1) {
    const missing = bills.filter((billId) => !numbers.has(billId));
    if (missing.length === 0) return numbers;
    const handle = stream('billNumbers', year);
    const recorded = await ports.log.record({
      commandId: `${command}/numbers/${block}`,
      at: ports.now(),
      streams: { numbers: handle },
      known: ports.kept.of(handle.name),
      decide: (states, at) => ({ numbers: reserveNumbers(missing, states.numbers, at) }),
    });
    ports.kept.keep(recorded.known);
    const own = (recorded.facts.numbers ?? []).map(({ fact }) => fact);
    for (const [billId, number] of numbersOf(year, own)) {
      if (!recorded.states.numbers.voided.includes(number)) numbers.set(billId, number);
    }
  }
}

/** Tells of a reserved number that its bill does not carry. */
export async function voidUnused(
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
