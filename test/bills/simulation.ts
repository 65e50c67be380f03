import { billIdOf, decideBill, Refusal, type BillEvent } from '@onfile/domain';
import type { ChargeOperation, FakeChargeAnswer, FakeChargeFault } from '@onfile/gateways';
import { chanceFrom, type Chance } from '@onfile/testing';
import { openDesk } from '@onfile/worker';
import { billBench, PERIOD, THE_THIRD, type BillBench } from './bench/bill-bench';

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

/** The promises of a bill, whatever happened (Q5, X13). Throws the first that is broken. */
export function expectPromises({ bench, bills }: Simulated): void {
  for (const billId of bills) {
    const facts = bench.log.facts(`bill-${billId}`).map(({ fact }) => fact as BillEvent);
    const paid = facts.filter(({ type }) => type === 'BillPaid');
    const issued = facts.filter(({ type }) => type === 'BillIssued');
    expect(issued).toHaveLength(1);
    const due = facts[0]?.type === 'BillIssued' ? facts[0].data.amount.minor : 0;
    const taken = bench.gateway.chargeLedger().filter(({ reference }) => reference === billId);
    const captured = taken.reduce((sum, one) => sum + one.captured, 0);
    // Money captured = bills paid, and no bill on two cards.
    expect(captured).toBe(paid.length * due);
    expect(paid.length).toBeLessThanOrEqual(1);
    expect(taken.filter((one) => one.captured > 0).length).toBe(paid.length);
    expectKeys(
      facts,
      taken.map(({ key }) => key),
    );
    expectOneInFlight(facts);
  }
  expectEachChargeOnce(bench);
  expectGaplessNumbers(bench);
}

/** Nothing reaches the bank that is not on record first. */
function expectKeys(facts: readonly BillEvent[], keys: readonly string[]): void {
  const started = new Set(facts.flatMap((fact) => (fact.type === 'CardChargeStarted' ? [fact.data.key] : [])));
  expect(keys.filter((key) => !started.has(key))).toStrictEqual([]);
}

/** X13: from the start of a charge to its answer no other one starts, and what is voided is gone before the next. */
function expectOneInFlight(facts: readonly BillEvent[]): void {
  let open: string | undefined;
  for (const fact of facts) {
    switch (fact.type) {
      case 'CardChargeStarted':
        expect(open).toBeUndefined();
        open = fact.data.key;
        break;
      case 'CardCharged':
      case 'CardChargeDeclined':
      case 'ChargeGivenUp':
        expect(fact.data.key).toBe(open);
        open = undefined;
        break;
      case 'ChargeVoided':
      case 'ChargeRefunded':
        open = undefined;
        break;
      default:
        break;
    }
  }
}

/** Each charge is in exactly one bill, by revision. */
function expectEachChargeOnce(bench: BillBench): void {
  for (const name of bench.log.streams('charges')) {
    const facts = bench.log.facts(name);
    const billed = facts.filter(({ fact }) => fact.type === 'ChargesBilled');
    expect(billed).toHaveLength(1);
    const { through, records } = billed[0]!.fact.data as { through: number; records: number };
    expect([through, records]).toStrictEqual([facts.length - 2, facts.length - 1]);
  }
}

/** R30a: a reserved number is carried by a bill, or says why it is not; each once. */
function expectGaplessNumbers(bench: BillBench): void {
  const carried = bench.log
    .streams('bill')
    .map((name) => (bench.log.facts(name)[0]?.fact.data as { number: string }).number);
  const numbers = bench.log.facts('billNumbers-2024').map(({ fact }) => fact);
  const voided = numbers.flatMap(({ type, data }) =>
    type === 'BillNumberVoided' ? [(data as { number: string }).number] : [],
  );
  const reserved = numbers.reduce(
    (sum, { type, data }) => sum + (type === 'BillNumbersReserved' ? (data as { bills: string[] }).bills.length : 0),
    0,
  );
  expect(new Set([...carried, ...voided]).size).toBe(carried.length + voided.length);
  expect(carried.length + voided.length).toBe(reserved);
}
