import { defineSignal } from '@temporalio/workflow';

/** The run was paused or resumed: the fact stands in its stream. A page that is under way is finished first. */
export const runPaused = defineSignal<[boolean]>('runPaused');
