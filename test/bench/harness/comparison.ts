import { figure, median, percentile, spread } from './statistics';
import { type Contender, measure, type Patience, QUIET_CORES, type Window } from './window';

/** What a comparison has to reach. Latencies are in milliseconds. */
export type Target =
  | { readonly kind: 'ratio'; readonly atLeast: number }
  | { readonly kind: 'perSecond'; readonly atLeast: number }
  | { readonly kind: 'p99'; readonly atMostMs: number }
  | { readonly kind: 'p99Ratio'; readonly atMost: number }
  | { readonly kind: 'none' };

/** Ours and the bare thing, measured in turns. */
export interface Comparison {
  readonly what: string;
  /** What is counted, in the plural: `appends`. */
  readonly unit: string;
  readonly ours: Contender;
  readonly bare?: Contender;
  readonly target: Target;
}

/** One line of the result table. */
export interface Row {
  readonly what: string;
  readonly ours: string;
  readonly bare: string;
  readonly ratio: string;
  readonly target: string;
  readonly met: boolean | undefined;
  readonly latency: string;
  readonly cpu: string;
}

/** How long and how often. */
export interface Pace {
  readonly rounds: number;
  readonly windowMs: number;
  /** Unmeasured work of each before the first window: code that has only just been loaded takes twice as long. */
  readonly warmUpMs: number;
  readonly patience: Patience;
}

/** Measures a comparison: after an unmeasured warm-up each, round by round ours and the bare thing in turns. */
export async function compare(comparison: Comparison, { rounds, windowMs, warmUpMs, patience }: Pace): Promise<Row> {
  const { ours, bare } = comparison;
  await ours.work(warmUpMs);
  await bare?.work(warmUpMs);
  const mine: Window[] = [];
  const theirs: Window[] = [];
  for (let round = 0; round < rounds; round += 1) {
    mine.push(await measure(ours, windowMs, patience));
    if (bare) theirs.push(await measure(bare, windowMs, patience));
  }
  return row(comparison, mine, theirs);
}

function row({ what, unit, bare, target }: Comparison, mine: Window[], theirs: Window[]): Row {
  const rates = mine.map(({ perSecond }) => perSecond);
  const bareRates = theirs.map(({ perSecond }) => perSecond);
  const ratio = theirs.length > 0 ? median(rates) / median(bareRates) : undefined;
  const latencies = mine.flatMap(({ latenciesMs }) => [...latenciesMs]);
  const bareLatencies = theirs.flatMap(({ latenciesMs }) => [...latenciesMs]);
  const noisy = [...mine, ...theirs].filter(({ foreignCores }) => foreignCores > QUIET_CORES).length;
  return {
    what: noisy > 0 ? `${what} [${noisy} of ${mine.length + theirs.length} windows disturbed]` : what,
    ours: `${spread(rates)} ${unit}/s`,
    bare: bare ? `${bare.name}: ${spread(bareRates)} ${unit}/s` : '–',
    ratio: ratio === undefined ? '–' : figure(ratio),
    target: describe(target, unit),
    met: isMet(target, { rate: median(rates), ratio, latencies, bareLatencies }),
    latency: [quantiles('ours', latencies), quantiles('bare', bareLatencies)].filter(Boolean).join('; ') || '–',
    cpu: [cpu(mine), bare && `bare ${cpu(theirs)}`].filter(Boolean).join('; '),
  };
}

function describe(target: Target, unit: string): string {
  switch (target.kind) {
    case 'ratio':
      return `ratio ≥ ${target.atLeast}`;
    case 'perSecond':
      return `≥ ${target.atLeast.toLocaleString('en-US')} ${unit}/s`;
    case 'p99':
      return `p99 ≤ ${target.atMostMs} ms`;
    case 'p99Ratio':
      return `p99 ≤ ${target.atMost} × bare`;
    case 'none':
      return '–';
  }
}

interface Measured {
  readonly rate: number;
  readonly ratio: number | undefined;
  readonly latencies: readonly number[];
  readonly bareLatencies: readonly number[];
}

function isMet(target: Target, { rate, ratio, latencies, bareLatencies }: Measured): boolean | undefined {
  switch (target.kind) {
    case 'ratio':
      return (ratio ?? 0) >= target.atLeast;
    case 'perSecond':
      return rate >= target.atLeast;
    case 'p99':
      return percentile(latencies, 0.99) <= target.atMostMs;
    case 'p99Ratio':
      return percentile(latencies, 0.99) <= target.atMost * percentile(bareLatencies, 0.99);
    case 'none':
      return undefined;
  }
}

function quantiles(name: string, latencies: readonly number[]): string {
  if (latencies.length === 0) return '';
  return `${name} p50 ${figure(percentile(latencies, 0.5))} p99 ${figure(percentile(latencies, 0.99))} ms`;
}

function cpu(windows: readonly Window[]): string {
  const roles = Object.keys(windows[0]?.cpuMsPerUnit ?? {});
  return roles
    .map((role) => `${role} ${figure(median(windows.map(({ cpuMsPerUnit }) => cpuMsPerUnit[role] ?? 0)))}`)
    .join(' + ');
}
