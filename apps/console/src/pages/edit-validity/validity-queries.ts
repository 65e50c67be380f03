import type { components } from '@onfile/api-client';
import { queryOptions } from '@tanstack/react-query';
import { answered, api, keyed } from '../../api/client';

/** A change of a card's validity period as its customer sees it. */
export type ValidityChange = components['schemas']['ValidityChangeViewDto'];

const LOOK_AGAIN_MS = 1_000;

/** One change; looked at again until it is over. */
export const changeQuery = (changeId: string) =>
  queryOptions({
    queryKey: ['validity-change', changeId],
    queryFn: () => answered(api.GET('/v1/card-validity-changes/{changeId}', { params: { path: { changeId } } })),
    refetchInterval: ({ state }) => (state.data?.state === 'open' ? LOOK_AGAIN_MS : false),
  });

/** What the gateway's own fields need to ask for another date of a card (R37). */
export const editFormQuery = (cardId: string) =>
  queryOptions({
    queryKey: ['edit-form', cardId],
    queryFn: () => answered(api.GET('/v1/payment-methods/{cardId}/edit-form', { params: { path: { cardId } } })),
    gcTime: 0,
  });

/** Edit: asks the bank for a new $1 with the new date. */
export const changeValidity = (body: { cardId: string; cardToken: string }, key: string) =>
  answered(api.POST('/v1/card-validity-changes', { params: keyed(key), body }));

/** Gives a change up; what is held goes back. */
export const cancelChange = (changeId: string, key: string) =>
  answered(
    api.POST('/v1/card-validity-changes/{changeId}/cancellation', {
      params: { path: { changeId }, ...keyed(key) },
      body: {},
    }),
  );
