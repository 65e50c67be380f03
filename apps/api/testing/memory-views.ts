import { noCounts } from '@onfile/domain';
import type {
  BillView,
  DeductionRunView,
  HistoricalCardForStaff,
  HoldView,
  Page,
  PageRequest,
  PaymentMethodsView,
  TimelineEntry,
} from '@onfile/read-models';
import type { Views } from '../src/views';

const RUN: DeductionRunView = {
  ...{ period: '2024-04', status: 'finished', startedAt: null, startedBy: 'schedule', dueAt: null, finishedAt: null },
  ...{ partitions: 1, partitionsDone: 1, pages: 1, counts: noCounts, failed: [] },
};
/** The one run that there was. */
const RUNS = new Map([[RUN.period, RUN]]);

/** Read models that a spec fills by hand; how far they are is a number that it sets. */
export interface MemoryViews extends Views {
  position: bigint;
  readonly wallets: Map<string, PaymentMethodsView>;
  readonly attempts: Map<string, HistoricalCardForStaff[]>;
  readonly asked: (PageRequest & { accountId: string })[];
  fails: unknown;
}

/** Empty views, at the end of whatever log there is. */
export function memoryViews(): MemoryViews {
  const page = <Item>(items: readonly Item[], { limit = 20 }: PageRequest): Page<Item> => ({
    items: items.slice(0, limit),
  });
  const views: MemoryViews = {
    position: 1_000_000n,
    wallets: new Map(),
    attempts: new Map(),
    asked: [],
    fails: undefined,
    reached: (position) => Promise.resolve(BigInt(position) <= views.position),
    paymentMethods: (accountId) =>
      asking({ accountId }, views.wallets.get(accountId) ?? { accountId, cards: [], revision: -1 }),
    historicalCards: (accountId, request) =>
      asking({ accountId, ...request }, page(views.attempts.get(accountId) ?? [], request)),
    holds: (accountId, request) => asking({ accountId, ...request }, page<HoldView>([], request)),
    bills: ({ accountId = '' }, request) => asking({ accountId, ...request }, page<BillView>([], request)),
    unbilledCharges: (accountId) => asking({ accountId }, []),
    billFigures: () => Promise.resolve([]),
    overdueAccounts: () => Promise.resolve([]),
    chargeTotals: () => Promise.resolve([]),
    holdTotals: () => Promise.resolve([]),
    holdProof: () => Promise.resolve([]),
    deductionRuns: () => Promise.resolve([]),
    deductionRun: (period) => Promise.resolve(RUNS.get(period)),
    accountTimeline: (accountId, request) => asking({ accountId, ...request }, page<TimelineEntry>([], request)),
  };
  const asking = async <Answer>(request: PageRequest & { accountId: string }, answer: Answer): Promise<Answer> => {
    views.asked.push(request);
    if (views.fails !== undefined) throw views.fails;
    return answer;
  };
  return views;
}
