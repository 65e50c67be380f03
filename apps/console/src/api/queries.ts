import type { components } from '@onfile/api-client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answered, api } from './client';
import { freshEnough } from './latest';

type Schemas = components['schemas'];

/** The account of the person who is signed in. */
export type Me = Schemas['MeDto'];
/** A card-addition journey as its customer sees it. */
export type Journey = Schemas['JourneyViewDto'];
/** A card on file. */
export type Card = Schemas['PaymentMethodsDto']['cards'][number];
/** One attempt of Historical Cards. */
export type Attempt = Schemas['HistoricalCardsDto']['entries'][number];
/** One hold. */
export type HoldLine = Schemas['HoldsDto']['entries'][number];
/** A country or region where an account can be registered. */
export type Region = Schemas['RegionsDto_Output']['regions'][number];

const FOR_EVER = { staleTime: Infinity };

/** How to sign in, and where the card fields are. */
export const configurationQuery = queryOptions({
  queryKey: ['configuration'],
  queryFn: () => answered(api.GET('/v1/configuration')),
  ...FOR_EVER,
});

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => answered(api.GET('/v1/me')) });

export const paymentMethodsQuery = queryOptions({
  queryKey: ['payment-methods'],
  queryFn: () => answered(api.GET('/v1/payment-methods', { params: { query: freshEnough() } })),
});

/** One journey; `follow` in Complete Information keeps it fresh. */
export const journeyQuery = (journeyId: string) =>
  queryOptions({
    queryKey: ['journey', journeyId],
    queryFn: () => answered(api.GET('/v1/card-additions/{journeyId}', { params: { path: { journeyId } } })),
  });

const pages = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: { next?: string }) => next,
};
const page = (cursor: string | undefined) => ({
  query: { ...(cursor === undefined ? freshEnough() : { cursor }), limit: 20 },
});

export const historyQuery = infiniteQueryOptions({
  queryKey: ['historical-cards'],
  queryFn: ({ pageParam }) => answered(api.GET('/v1/historical-cards', { params: page(pageParam) })),
  ...pages,
});

export const holdsQuery = infiniteQueryOptions({
  queryKey: ['holds'],
  queryFn: ({ pageParam }) => answered(api.GET('/v1/holds', { params: page(pageParam) })),
  ...pages,
});

export const regionsQuery = queryOptions({
  queryKey: ['regions'],
  queryFn: () => answered(api.GET('/v1/reference/regions')),
  ...FOR_EVER,
});

export const currenciesQuery = queryOptions({
  queryKey: ['currencies'],
  queryFn: () => answered(api.GET('/v1/reference/currencies')),
  ...FOR_EVER,
});

export const industriesQuery = queryOptions({
  queryKey: ['industries'],
  queryFn: () => answered(api.GET('/v1/reference/industries')),
  ...FOR_EVER,
});

const AN_HOUR_MS = 3_600_000;

/** What the $1 is in a currency, at the rate of now. */
export const holdAmountQuery = (currency: string) =>
  queryOptions({
    queryKey: ['hold-amount', currency],
    queryFn: () => answered(api.GET('/v1/reference/hold-amounts/{currency}', { params: { path: { currency } } })),
    staleTime: AN_HOUR_MS,
  });
