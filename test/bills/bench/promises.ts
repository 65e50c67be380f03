import type { BillEvent, ChargesEvent, IssuedBill } from '@onfile/domain';
import type { BillBench } from './bill-bench';

const factsOf = (bench: BillBench, billId: string): BillEvent[] =>
  bench.log.facts(`bill-${billId}`).map(({ fact }) => fact as BillEvent);

/** Money captured = bills paid, no bill on two cards, one charge in flight; nothing at the bank that is not on record. */
export function expectBillPromises(bench: BillBench, billId: string): void {
  const facts = factsOf(bench, billId);
  const paid = facts.filter(({ type }) => type === 'BillPaid').length;
  const due = issuedOf(bench, billId)?.amount.minor ?? 0;
  const taken = bench.gateway.chargeLedger().filter(({ reference }) => reference === billId);
  expect(paid).toBeLessThanOrEqual(1);
  expect(taken.reduce((sum, one) => sum + one.captured, 0)).toBe(paid * due);
  expect(taken.filter((one) => one.captured > 0)).toHaveLength(paid);
  expectKeys(
    facts,
    taken.map(({ key }) => key),
  );
  expectOneInFlight(facts);
}

function issuedOf(bench: BillBench, billId: string): IssuedBill | undefined {
  const [first] = factsOf(bench, billId);
  return first?.type === 'BillIssued' ? first.data : undefined;
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

/**
 * Each charge up to the month `through` is in exactly one bill, or carried on: what a bill says that it took of a month are
 * the very records between the bill before it and its own, to the cent, and behind the last one there is none.
 */
export function expectEachChargeOnce(bench: BillBench, through = '2024-05'): void {
  for (const name of bench.log.streams('charges')) {
    const month = `${name.slice(-6, -2)}-${name.slice(-2)}`;
    let waiting = { records: 0, minor: 0 };
    for (const { fact: any } of bench.log.facts(name)) {
      const fact = any as ChargesEvent;
      if (fact.type === 'ChargeRecorded') {
        waiting = { records: waiting.records + 1, minor: waiting.minor + fact.data.amount.minor };
        continue;
      }
      expect(fact.data.records).toBe(waiting.records);
      const lines = issuedOf(bench, fact.data.billId)?.lines.filter((line) => line.month === month) ?? [];
      const billed = lines.reduce((sum, line) => sum + line.amount.minor, 0);
      if (fact.type === 'ChargesBilled') expect(billed).toBe(waiting.minor);
      waiting = { records: 0, minor: 0 };
    }
    if (month <= through) expect([name, waiting.records]).toStrictEqual([name, 0]);
  }
}

/** R30a: a reserved number is carried by a bill, or says why it is not; each once. */
export function expectGaplessNumbers(bench: BillBench): void {
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
