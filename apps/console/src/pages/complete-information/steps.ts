import { OnfileProblem, type components } from '@onfile/api-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answered, api, keyed, newKey } from '../../api/client';
import { journeyQuery, meQuery, type Journey } from '../../api/queries';

/** Problems that mean: the journey is somewhere else by now. The page then shows where. */
const MOVED_ON = ['step-out-of-order', 'journey-over', 'bank-is-checking', 'not-found'];

/**
 * One step of a journey. Each press has a key of its own, which also the repeats after a broken line carry, so that a
 * step is taken once (R22).
 */
export function useStep<Input>(journeyId: string, send: (input: Input, key: string) => Promise<Journey>) {
  const client = useQueryClient();
  const step = useMutation({
    mutationFn: ({ input, key }: { input: Input; key: string }) => send(input, key),
    onSuccess: (journey) => {
      client.setQueryData(journeyQuery(journeyId).queryKey, journey);
      void client.invalidateQueries(meQuery);
    },
    onError: (error) => {
      if (error instanceof OnfileProblem && MOVED_ON.includes(error.code)) {
        void client.invalidateQueries(journeyQuery(journeyId));
      }
    },
  });
  return {
    isPending: step.isPending,
    error: step.error,
    reset: step.reset,
    take: (input: Input, then?: () => void) => step.mutate({ input, key: newKey() }, { onSuccess: () => then?.() }),
  };
}

const at = (journeyId: string, key: string) => ({ params: { path: { journeyId }, ...keyed(key) } });

/** The account information: an Individual's or an Enterprise's. */
export type Information = components['schemas']['GiveInformationDto'];
/** The card as a token of the gateway; in Chile an ID goes with it. */
export type CardGiven = components['schemas']['SubmitCardDto'];

export const sendEmailCode = (id: string) => (_: void, key: string) =>
  answered(api.POST('/v1/card-additions/{journeyId}/email-code', { ...at(id, key), body: {} }));

export const confirmEmail = (id: string) => (code: string, key: string) =>
  answered(api.POST('/v1/card-additions/{journeyId}/email-confirmation', { ...at(id, key), body: { code } }));

export const sendMobileCode = (id: string) => (mobileNumber: string, key: string) =>
  answered(api.POST('/v1/card-additions/{journeyId}/mobile-code', { ...at(id, key), body: { mobileNumber } }));

export const confirmMobile = (id: string) => (body: { mobileNumber: string; code: string }, key: string) =>
  answered(api.POST('/v1/card-additions/{journeyId}/mobile-confirmation', { ...at(id, key), body }));

export const cancelJourney = (id: string) => (_: void, key: string) =>
  answered(api.POST('/v1/card-additions/{journeyId}/cancellation', { ...at(id, key), body: {} }));

export const giveInformation = (id: string) => (body: Information, key: string) =>
  answered(api.POST('/v1/card-additions/{journeyId}/information', { ...at(id, key), body }));

export const submitCard = (id: string) => (body: CardGiven, key: string) =>
  answered(api.POST('/v1/card-additions/{journeyId}/card', { ...at(id, key), body }));

/** Add Card: opens a journey, or goes on with the one that is open (R6). */
export const addCard = (key: string) => answered(api.POST('/v1/card-additions', { params: keyed(key), body: {} }));
