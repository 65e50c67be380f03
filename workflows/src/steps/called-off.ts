import { defineSignal } from '@temporalio/workflow';

/** The operator behind a cancellation. */
export interface CalledOff {
  readonly by: string;
}

/** Who is about to cancel the workflow: sent just before the cancellation, which itself names nobody. Ends nothing alone. */
export const calledOff = defineSignal<[CalledOff]>('calledOff');
