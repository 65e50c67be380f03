import type { components } from '@onfile/api-client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answered, api } from './client';
import { freshEnough } from './latest';

type Schemas = components['schemas'];

/** A bill of the list. */
export type BillLine = Schemas['BillsDto']['entries'][number];
/** One bill with its lines. */
export type Bill = Schemas['BillDto'];
/** One step of a bill's decision trail (X1). */
export type TrailStep = Schemas['TrailDto']['entries'][number];

const PAGE = 20;

/** X3: the bill of the coming third. */
export const forecastQuery = queryOptions({
  queryKey: ['forecast'],
  queryFn: () => answered(api.GET('/v1/bill-forecast')),
});

export const billsQuery = infiniteQueryOptions({
  queryKey: ['bills'],
  queryFn: ({ pageParam }) => {
    const query = { ...(pageParam === undefined ? freshEnough() : { cursor: pageParam }), limit: PAGE };
    return answered(api.GET('/v1/bills', { params: { query } }));
  },
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next,
});

const BUSY = ['deducting', 'being-checked', 'confirming'];
const LOOK_AGAIN_MS = 1_500;
const AWAITED_MS = 60_000;

/** Until when something may happen to a bill that its customer asked for: the answer comes before the bank's. */
const awaited = new Map<string, number>();

/** Looks at a bill again for a while, whatever it says now. */
export const awaitBill = (billId: string): void => void awaited.set(billId, Date.now() + AWAITED_MS);

/** Whether a card is being tried: an overdue bill always has a next round, unless one goes on. */
export const isUnderWay = ({ status, nextRoundAt }: Bill): boolean =>
  BUSY.includes(status) || (status === 'overdue' && nextRoundAt === undefined);

/** One bill; looked at again while the bank is being asked. */
export const billQuery = (billId: string) =>
  queryOptions({
    queryKey: ['bill', billId],
    queryFn: () => answered(api.GET('/v1/bills/{billId}', { params: { path: { billId } } })),
    refetchInterval: ({ state: { data } }) =>
      data && (isUnderWay(data) || Date.now() < (awaited.get(billId) ?? 0)) ? LOOK_AGAIN_MS : false,
  });

export const trailQuery = (billId: string) =>
  queryOptions({
    queryKey: ['bill-trail', billId],
    queryFn: () => answered(api.GET('/v1/bills/{billId}/trail', { params: { path: { billId } } })),
  });
