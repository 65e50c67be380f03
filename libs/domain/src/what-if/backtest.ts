import type { BillEvent } from '../bill/events';
import { policyWith } from '../bill/policy';
import { msBetween } from '../instant';
import { billScript, type BillScript } from './bill-script';
import { type CardOrder, inOrder } from './card-order';
import type { Recording } from './recording';
import { runBill } from './run-bill';
import { type Assumption, bankOfRecord } from './simulated-bank';

/** X7: what is tried out on past bills. */
export interface BacktestPlan {
  readonly order?: CardOrder;
  /** Settings of bills: `dunning.roundsAfterMs`, `tries`, `declines`, …, by name and as deep as needed. */
  readonly policy?: Readonly<Record<string, unknown>>;
}

/** What came of bills, summed up. Money by currency, in its smallest unit. */
export interface BillTotals {
  readonly bills: number;
  readonly paid: number;
  readonly due: Readonly<Record<string, number>>;
  readonly recovered: Readonly<Record<string, number>>;
  /** Charges sent to a bank. */
  readonly tries: number;
  /** Cards passed over because of a limit: of the networks, or of section 6. */
  readonly limitsHit: number;
  /** Bills that waited for us. */
  readonly blocked: number;
  readonly restricted: number;
  readonly suspended: number;
  /** From the issue to the money, of the bills that were paid: the sum, in milliseconds. */
  readonly waitedMs: number;
  /** Answers of the pretend bank that are not on record. */
  readonly assumed: number;
}

/** The same bills as they went, as the rules of now would let them go, and by the plan: at least, and at most. */
export interface Backtest {
  readonly recorded: BillTotals;
  readonly baseline: BillTotals;
  readonly least: BillTotals;
  readonly most: BillTotals;
  /** Bills whose baseline is fact by fact what was recorded in kind: how far the pretend world is to be believed. */
  readonly faithful: number;
  /** Recordings that no bill was issued in. */
  readonly skipped: number;
}

const NO_BILLS: BillTotals = {
  ...{ bills: 0, paid: 0, due: {}, recovered: {}, tries: 0, limitsHit: 0, blocked: 0, restricted: 0, suspended: 0 },
  ...{ waitedMs: 0, assumed: 0 },
};

/** X7: runs past bills by another plan. Pure: nobody is charged, and nothing is written. @throws {RangeError} a wrong plan */
export function backtest(recordings: readonly Recording[], plan: BacktestPlan): Backtest {
  return recordings.map((recording) => backtestOne(recording, plan)).reduce(addBacktests, NO_BACKTEST);
}

/** Nothing tested yet. */
export const NO_BACKTEST: Backtest = {
  ...{ recorded: NO_BILLS, baseline: NO_BILLS, least: NO_BILLS, most: NO_BILLS, faithful: 0, skipped: 0 },
};

function backtestOne(recording: Recording, { order = 'as-chosen', policy = {} }: BacktestPlan): Backtest {
  policyWith(recording.policy, policy); // a wrong plan is wrong for bills that are left out too
  if (!recording.facts.some(({ category, fact }) => category === 'bill' && fact.type === 'BillIssued')) {
    return { ...NO_BACKTEST, skipped: 1 };
  }
  const script = billScript(recording);
  const ordered = inOrder(order);
  const run = (isAsPlanned: boolean, assumption: Assumption) => {
    const { world } = script;
    const own = isAsPlanned ? { ...world, policy: policyWith(world.policy, policy) } : world;
    const bank = bankOfRecord(recording.facts, assumption);
    const cards = isAsPlanned && ordered ? { ordered } : {};
    return runBill({ ...script, world: own }, { until: recording.until, bank, ...cards });
  };
  const facts = factsOf(script);
  const baseline = run(false, 'as-last-seen');
  const least = run(true, 'as-last-seen');
  const most = run(true, 'approved');
  return {
    recorded: totalsOf(facts, 0),
    baseline: totalsOf(baseline.facts, baseline.assumed),
    least: totalsOf(least.facts, least.assumed),
    most: totalsOf(most.facts, most.assumed),
    faithful: typesOf(facts) === typesOf(baseline.facts) ? 1 : 0,
    skipped: 0,
  };
}

const factsOf = ({ written }: BillScript): BillEvent[] =>
  written.filter(({ category }) => category === 'bill').map(({ fact }) => fact as BillEvent);

const typesOf = (facts: readonly BillEvent[]): string =>
  facts.flatMap(({ type }) => (type === 'BillSent' ? [] : [type])).join(' ');

function totalsOf(facts: readonly BillEvent[], assumed: number): BillTotals {
  const issued = facts.find((fact) => fact.type === 'BillIssued');
  const paid = facts.find(({ type }) => type === 'BillPaid' || type === 'BillPaidByHand');
  const count = (isIt: (fact: BillEvent) => boolean): number => facts.filter(isIt).length;
  const has = (type: BillEvent['type']): number => (facts.some((fact) => fact.type === type) ? 1 : 0);
  const amount = issued ? { [issued.data.amount.currency]: issued.data.amount.minor } : {};
  return {
    bills: issued ? 1 : 0,
    paid: paid ? 1 : 0,
    due: amount,
    recovered: paid ? amount : {},
    tries: count(({ type }) => type === 'CardChargeStarted'),
    limitsHit: count((fact) => fact.type === 'CardPassedOver' && fact.data.because === 'try-limit'),
    blocked: has('BillBlocked'),
    restricted: has('ServicesRestricted'),
    suspended: has('ServicesSuspended'),
    waitedMs: issued && paid ? msBetween(issued.at, paid.at) : 0,
    assumed,
  };
}

/** Backtests of two lots of bills in one. */
export function addBacktests(a: Backtest, b: Backtest): Backtest {
  return {
    recorded: addTotals(a.recorded, b.recorded),
    baseline: addTotals(a.baseline, b.baseline),
    least: addTotals(a.least, b.least),
    most: addTotals(a.most, b.most),
    faithful: a.faithful + b.faithful,
    skipped: a.skipped + b.skipped,
  };
}

function addTotals(a: BillTotals, b: BillTotals): BillTotals {
  const names = Object.keys(NO_BILLS) as (keyof BillTotals)[];
  const sums = names.map((name) => {
    const [left, right] = [a[name], b[name]];
    return [name, typeof left === 'number' ? left + (right as number) : addMoney(left, right as BillTotals['due'])];
  });
  return Object.fromEntries(sums) as BillTotals;
}

function addMoney(a: BillTotals['due'], b: BillTotals['due']): BillTotals['due'] {
  const currencies = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return Object.fromEntries(currencies.map((currency) => [currency, (a[currency] ?? 0) + (b[currency] ?? 0)]));
}
