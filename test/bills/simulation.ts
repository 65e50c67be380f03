import { billIdOf, decideBill, Refusal } from '@onfile/domain';
import type { ChargeOperation, FakeChargeAnswer, FakeChargeFault } from '@onfile/gateways';
import { chanceFrom, type Chance } from '@onfile/testing';
import { openDesk } from '@onfile/worker';
import { billBench, PERIOD, THE_THIRD, type BillBench } from './bench/bill-bench';
import { expectBillPromises, expectEachChargeOnce, expectGaplessNumbers } from './bench/promises';

/** A process that ends in the middle of what it does. */
class Died extends Error {}

const CODES = ['05', '51', '91', '96', '14', '04', '54', '61', '1A', '13', 'R1', '01', '75'];
const ADVICE = [undefined, undefined, undefined, '02', '03', '24', '27'];
const ACCOUNTS = 4;
/** Chances of trouble at every step. */
const TROUBLE = { dies: 0.06, fault: 0.15, yields: 0.5 };

/** What a simulation came to: the world at rest, and how it got there. */
export interface Simulated {
  readonly bench: BillBench;
  readonly deaths: number;
  readonly bills: readonly string[];
}

/**
 * Q7: bills of some accounts from a seed: cards, answers, losses, deaths and writers side by side all come of one chance,
 * so that a seed is a story that can be told again. Ends when every bill rests.
 */
export async function simulate(seed: number, { statusDownMs = 0 } = {}): Promise<Simulated> {
  const chance = chanceFrom(seed);
  let isQuiet = true;
  const bench = billBench({
    moment: async () => {
      if (isQuiet) return;
      if (chance.happens(TROUBLE.dies)) throw new Died();
      if (chance.happens(TROUBLE.yields)) await Promise.resolve();
    },
  });
  const bills = Array.from({ length: ACCOUNTS }, (_, n) => person(bench, chance, `acc_${seed}_${n}`));
  bench.gateway.chargeFaults((operation) => faultOf(operation, bench, chance, statusDownMs));
  isQuiet = false;
  let deaths = 0;
  const at = async (billId: string): Promise<boolean> => {
    try {
      const came = await bench.advance({ billId });
      if ('waitUntil' in came) await operatorLooksInto(billId, bench);
      return !('waitUntil' in came);
    } catch (error) {
      // Somebody else was faster: the bill has moved on.
      if (!(error instanceof Died || error instanceof Refusal)) throw error;
      deaths += 1;
      return false;
    }
  };
  for (let rounds = 0; rounds < 3_000; rounds += 1) {
    // Twice: the page activity and the bill's own workflow may be at it side by side.
    const rest = await Promise.all([...bills, ...bills].map(at));
    if (rest.every((isDone) => isDone)) {
      isQuiet = true;
      return { bench, deaths, bills };
    }
    bench.clock.set(new Date(Date.parse(bench.clock.now()) + chance.between(1_000, 6 * 3_600_000)).toISOString());
  }
  throw new Error(`seed ${seed}: no rest`);
}

/** Q5: what stays unknown becomes an operator's task, who asks the bank by other ways and says what it said. */
async function operatorLooksInto(billId: string, bench: BillBench): Promise<void> {
  const { blocked } = await bench.bill(billId);
  if (blocked?.because !== 'unknown') return;
  const { key } = blocked;
  if (bench.gateway.chargeLedger().some((one) => one.key === key)) return; // the next look will find it
  const desk = openDesk({ billId }, bench.ports);
  await desk.load();
  const command = { type: 'GiveUpCharge', key, by: 'op_1', why: 'the bank has no such charge' } as const;
  await desk.write(`${key}/given-up`, (world, at) => decideBill(command, world, at));
}

function person(bench: BillBench, chance: Chance, accountId: string): string {
  bench.account(accountId, chance.pick(['USD', 'USD', 'CLP']));
  for (let card = chance.between(1, 4); card > 0; card -= 1) {
    const answers: FakeChargeAnswer[] = Array.from({ length: chance.between(1, 3) }, () => answerOf(chance));
    bench.card(`${accountId}_${card}`, answers, { accountId, ...(chance.happens(0.1) && { expiry: '2024-04' }) });
  }
  for (let charge = chance.between(1, 5); charge > 0; charge -= 1) {
    bench.charge(chance.between(1, 90_000), { accountId, month: chance.pick([PERIOD, PERIOD, '2024-04']) });
  }
  return billIdOf({ accountId, period: PERIOD });
}

function answerOf(chance: Chance): FakeChargeAnswer {
  if (chance.happens(0.45)) return { on: 'capture' };
  if (chance.happens(0.15)) return { on: 'part', hundredths: chance.between(1, 99) };
  if (chance.happens(0.1)) return { on: 'bank-page' };
  const adviceCode = chance.pick(ADVICE);
  return { on: 'decline', networkCode: chance.pick(CODES), ...(adviceCode !== undefined && { adviceCode }) };
}

function faultOf(
  operation: ChargeOperation,
  bench: BillBench,
  chance: Chance,
  statusDownMs: number,
): FakeChargeFault | undefined {
  const isDown = Date.parse(bench.clock.now()) - Date.parse(THE_THIRD) < statusDownMs;
  if (operation === 'find' && isDown) return 'unreachable';
  if (!chance.happens(TROUBLE.fault)) return undefined;
  if (operation === 'find') return 'unreachable';
  const faults: FakeChargeFault[] = ['lost-before', 'lost-after', 'unreachable'];
  return chance.pick(operation === 'void' ? [...faults, 'pending', 'settled'] : faults);
}

/** The promises of bills, whatever happened (Q5, X13). Throws the first that is broken. */
export function expectPromises({ bench, bills }: Simulated): void {
  for (const billId of bills) {
    expect(bench.log.types(`bill-${billId}`).filter((type) => type === 'BillIssued')).toHaveLength(1);
    expectBillPromises(bench, billId);
  }
  expectEachChargeOnce(bench);
  expectGaplessNumbers(bench);
}
