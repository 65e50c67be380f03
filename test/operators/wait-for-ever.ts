import type { WorkflowInterceptors } from '@temporalio/workflow';
import { sleep } from '@temporalio/workflow';

/** A planted bug: whoever has asked the bank for a hold waits a month before it looks at the answer. */
export const interceptors = (): WorkflowInterceptors => ({
  outbound: [
    {
      async scheduleActivity(input, next) {
        const answer: unknown = await next(input);
        if (input.activityType === 'placeHold') await sleep('30 days');
        return answer;
      },
    },
  ],
});
