import type { components } from '@onfile/api-client';
import { answered, keyed } from '../../../api/client';
import { operatorsApi as api } from '../client';

/** What operators may do to a journey, in the order in which it is offered. */
export const JOURNEY_ACTS = ['pause', 'resume', 'retry', 'reset', 'cancel', 'terminate'] as const;

/** One of them. */
export type JourneyAct = (typeof JOURNEY_ACTS)[number];
/** What was done; `ask`: it was asked for, and waits for the yes of a second person. */
export interface Done {
  readonly did: string;
  readonly entry: components['schemas']['DoneActDto']['entry'];
  readonly ask?: string;
}

/** One act, as it is asked for. The same key is the same act, however often it is sent. */
export interface Order {
  readonly journeyId: string;
  readonly act: JourneyAct;
  readonly reason: string;
  /** Of a reset. */
  readonly step?: string;
  readonly key: string;
}

const ROUTES = {
  pause: 'pauses',
  resume: 'resumptions',
  retry: 'retries',
  cancel: 'cancellations',
  terminate: 'terminations',
} as const;

/** Acts on one journey. @throws {OnfileProblem} and then nothing was done */
export function actOn({ journeyId, act, reason, step = '', key }: Order): Promise<Done> {
  const params = { path: { journeyId }, ...keyed(key) };
  if (act === 'reset') {
    return answered(api.POST('/v1/operations/journeys/{journeyId}/resets', { params, body: { reason, step } }));
  }
  return answered(api.POST(`/v1/operations/journeys/{journeyId}/${ROUTES[act]}`, { params, body: { reason } }));
}
