import { cardAddition as today } from '@onfile/workflows';
import { sleep } from '@temporalio/workflow';

/** A change that would break every open journey: it waits before it does anything. Q8 expects the replay to catch it. */
export async function cardAddition(input: { journeyId: string }): ReturnType<typeof today> {
  await sleep('1 minute');
  return today(input);
}
