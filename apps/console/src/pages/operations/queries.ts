import type { components, paths } from '@onfile/api-client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answered } from '../../api/client';
import { operatorsApi as api } from './client';
import type { JourneyChoice } from './find/choice';

type Schemas = components['schemas'];

/** The operator who is signed in. */
export type Operator = Schemas['OperatorMeDto'];
/** Something that a word names. */
export type Thing = Schemas['FoundThingsDto']['entries'][number];
/** A journey of the list. */
export type FoundJourney = Schemas['FoundJourneysDto']['entries'][number];
/** One journey with its facts and its workflow. */
export type Explained = Schemas['ExplainedJourneyDto'];
/** A fact of the log. */
export type Fact = Explained['facts'][number];
/** A workflow as its engine sees it. */
export type Workflow = NonNullable<Explained['workflow']>;
/** A bill of the list. */
export type FoundBill = Schemas['BillsDto']['entries'][number];
/** A bill with its lines. */
export type Bill = Schemas['BillDto'];
/** A step of a bill's decision trail. */
export type TrailEntry = Schemas['TrailDto']['entries'][number];
/** Something that is wrong now. */
export type Finding = Schemas['HealthDto']['findings'][number];
/** A deduction run of the list. */
export type Run = Schemas['RunsDto']['entries'][number];
/** One run with its bills. */
export type OneRun = Schemas['RunDto'];
/** Something that waits for a second person. */
export type Ask = Schemas['AsksDto']['entries'][number];
/** How far a read model is. */
export type ModelProgress = Schemas['ReadModelsDto']['models'][number];
/** A rebuild of a read model. */
export type Rebuild = Schemas['RebuildsDto']['entries'][number];
/** An event that was put aside. */
export type Aside = Schemas['ReadModelsDto']['putAside'][number];

/** One run of a workflow. */
export type WorkflowRun = Schemas['WorkflowsDto']['entries'][number];

/** An entry of the operator log. */
export type LogEntry = Schemas['OperatorLogDto']['entries'][number];

/** Everything here is looked at again while it is in sight: operators look at what moves. */
const LIVE = { refetchInterval: 5_000 };
const PAGE = 20;
const pages = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: { next?: string }) => next,
};
const pageOf = (cursor: string | undefined) => ({ limit: PAGE, ...(cursor !== undefined && { cursor }) });

/** First word of the key of every query here: signing out forgets them all. */
export const OPERATIONS = 'operations';

export const operatorQuery = queryOptions({
  queryKey: [OPERATIONS, 'me'],
  queryFn: () => answered(api.GET('/v1/operations/me')),
});

export const healthQuery = queryOptions({
  queryKey: [OPERATIONS, 'health'],
  queryFn: () => answered(api.GET('/v1/operations/health')),
  ...LIVE,
});

export const countsQuery = queryOptions({
  queryKey: [OPERATIONS, 'counts'],
  queryFn: () => answered(api.GET('/v1/operations/journey-counts')),
  ...LIVE,
});

export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: [OPERATIONS, 'search', q],
    queryFn: () => answered(api.GET('/v1/operations/search', { params: { query: { q } } })),
  });

export const journeysQuery = (choice: JourneyChoice) =>
  infiniteQueryOptions({
    queryKey: [OPERATIONS, 'journeys', choice],
    queryFn: ({ pageParam }) =>
      answered(api.GET('/v1/operations/journeys', { params: { query: { ...choice, ...pageOf(pageParam) } } })),
    ...pages,
  });

export const explainedQuery = (journeyId: string) =>
  queryOptions({
    queryKey: [OPERATIONS, 'journey', journeyId],
    queryFn: () => answered(api.GET('/v1/operations/journeys/{journeyId}', { params: { path: { journeyId } } })),
    ...LIVE,
  });

/** Which bills; all of them without it. */
export interface BillChoice {
  readonly accountId?: string;
  readonly period?: string;
  readonly status?: NonNullable<NonNullable<BillsQuery>['status']>;
}
type BillsQuery = paths['/v1/operations/bills']['get']['parameters']['query'];

export const billsQuery = (choice: BillChoice) =>
  infiniteQueryOptions({
    queryKey: [OPERATIONS, 'bills', choice],
    queryFn: ({ pageParam }) =>
      answered(api.GET('/v1/operations/bills', { params: { query: { ...choice, ...pageOf(pageParam) } } })),
    ...pages,
  });

export const billQuery = (billId: string) =>
  queryOptions({
    queryKey: [OPERATIONS, 'bill', billId],
    queryFn: () => answered(api.GET('/v1/operations/bills/{billId}', { params: { path: { billId } } })),
    ...LIVE,
  });

export const trailQuery = (billId: string) =>
  queryOptions({
    queryKey: [OPERATIONS, 'trail', billId],
    queryFn: () => answered(api.GET('/v1/operations/bills/{billId}/trail', { params: { path: { billId } } })),
    ...LIVE,
  });

export const walletQuery = (accountId: string) =>
  queryOptions({
    queryKey: [OPERATIONS, 'wallet', accountId],
    queryFn: () => answered(api.GET('/v1/operations/accounts/{accountId}/wallet', { params: { path: { accountId } } })),
  });

export const accountTimelineQuery = (accountId: string) =>
  queryOptions({
    queryKey: [OPERATIONS, 'account', accountId],
    queryFn: () =>
      answered(api.GET('/v1/operations/accounts/{accountId}/timeline', { params: { path: { accountId } } })),
    ...LIVE,
  });

export const forecastQuery = (accountId: string) =>
  queryOptions({
    queryKey: [OPERATIONS, 'forecast', accountId],
    queryFn: () =>
      answered(api.GET('/v1/operations/accounts/{accountId}/bill-forecast', { params: { path: { accountId } } })),
  });

export const runsQuery = queryOptions({
  queryKey: [OPERATIONS, 'runs'],
  queryFn: () => answered(api.GET('/v1/operations/deduction-runs')),
  ...LIVE,
});

export const runQuery = (period: string) =>
  queryOptions({
    queryKey: [OPERATIONS, 'run', period],
    queryFn: async () => {
      const params = { path: { period } };
      return answered(api.GET('/v1/operations/deduction-runs/{period}', { params }));
    },
    refetchInterval: 2_000,
  });

export const readModelsQuery = queryOptions({
  queryKey: [OPERATIONS, 'read-models'],
  queryFn: () => answered(api.GET('/v1/operations/read-models')),
  ...LIVE,
});

const UNDER_WAY = ['waiting', 'filling'];

/** Looked at every second while one is under way. */
export const rebuildsQuery = queryOptions({
  queryKey: [OPERATIONS, 'rebuilds'],
  queryFn: () => answered(api.GET('/v1/operations/read-models/rebuilds')),
  refetchInterval: ({ state }) => (state.data?.entries.some((job) => UNDER_WAY.includes(job.state)) ? 1_000 : 5_000),
});

export const logQuery = (filter: { on?: string; by?: string }) =>
  infiniteQueryOptions({
    queryKey: [OPERATIONS, 'log', filter],
    queryFn: ({ pageParam }) =>
      answered(api.GET('/v1/operations/operator-log', { params: { query: { ...filter, ...pageOf(pageParam) } } })),
    ...pages,
    ...LIVE,
  });

export const asksQuery = queryOptions({
  queryKey: [OPERATIONS, 'asks'],
  queryFn: () => answered(api.GET('/v1/operations/asks')),
  ...LIVE,
});

export const chainQuery = queryOptions({
  queryKey: [OPERATIONS, 'chain'],
  queryFn: () => answered(api.GET('/v1/operations/operator-log/verification')),
});

export const workflowRunsQuery = (workflowIds: readonly string[]) =>
  queryOptions({
    queryKey: [OPERATIONS, 'workflow-runs', workflowIds],
    queryFn: () => {
      const query = `WorkflowId IN (${workflowIds.map((id) => `'${id}'`).join(', ')})`;
      return answered(api.GET('/v1/operations/workflows', { params: { query: { query } } }));
    },
  });
