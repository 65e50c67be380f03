import { type BillNumbersEvent, later, numbersOf } from '@onfile/domain';
import { stream } from '@onfile/event-log';
import { atOnce } from './at-once';
import { NUMBER_LOST_MS, voidGiven } from './numbers';
import type { BillingPorts } from './ports';

/** What was reserved longer ago than this has been looked at on many a day. */
const LOOKED_AT_MS = 15 * 24 * 3_600_000;
/** Bills asked for at once. */
const PAGE = 500;

/**
 * R30a, gapless: numbers that were reserved a day ago and are carried by no bill, since whoever reserved them died and the
 * charges went elsewhere, are told to be void, with the reason. The read models only say where to look. Answers how many.
 */
export async function voidLostNumbers(ports: BillingPorts): Promise<{ voided: number }> {
  const now = ports.now();
  const [from, to] = [later(now, -LOOKED_AT_MS), later(now, -NUMBER_LOST_MS)];
  await ports.finder.catchUp(ports.heartbeat);
  let voided = 0;
  for (const year of new Set([from, now].map((at) => at.slice(0, 4)))) {
    for (const reserved of await reservations(year, { from, to }, ports)) {
      voided += await voidLost(reserved, ports);
    }
  }
  return { voided };
}

/** The numbers of a year that were reserved in a time and are not void, by bill, in pages. */
async function reservations(
  year: string,
  { from, to }: { from: string; to: string },
  { log, kept }: BillingPorts,
): Promise<(readonly [billId: string, number: string])[][]> {
  const handle = stream('billNumbers', year);
  const { states, known } = await log.load({ numbers: handle });
  kept.keep(known);
  const facts = (known.get(handle.name)?.facts ?? []).map(({ fact }) => fact as BillNumbersEvent);
  const voided = new Set(states.numbers.voided);
  // One fact after the other: a bill may have been given numbers by several.
  const given = facts
    .filter(({ at }) => at >= from && at < to)
    .flatMap((fact) => [...numbersOf(year, [fact])])
    .filter(([, number]) => !voided.has(number));
  return Array.from({ length: Math.ceil(given.length / PAGE) }, (_, n) => given.slice(n * PAGE, (n + 1) * PAGE));
}

async function voidLost(
  given: readonly (readonly [billId: string, number: string])[],
  ports: BillingPorts,
): Promise<number> {
  ports.heartbeat();
  const carried = await ports.finder.numbersOfBills(given.map(([billId]) => billId));
  const suspects = given.filter(([billId, number]) => carried.get(billId) !== number);
  const found = await atOnce(suspects, ports.run.atOnce, async ([billId, number]): Promise<number> => {
    ports.heartbeat();
    const { states } = await ports.log.load({ bill: stream('bill', billId) });
    const { issued } = states.bill;
    if (issued?.number === number) return 0;
    await voidGiven({ billId, number, why: issued ? 'numbered-before' : 'not-issued' }, ports);
    return 1;
  });
  return found.reduce((sum, one) => sum + one, 0);
}
