import { taskQueues } from '@onfile/temporal';
import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { Reaction } from './reactions';

/** Does what follows from a fact. The same reaction again changes nothing. @throws what Temporal's client throws while it is away */
export async function doReaction({ workflow }: Pick<Client, 'workflow'>, reaction: Reaction): Promise<void> {
  if (reaction.kind === 'signal') {
    const { workflowId, signal, args } = reaction;
    try {
      await workflow.getHandle(workflowId).signal(signal, ...args);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error; // it is over, or never was: nobody waits
    }
    return;
  }
  try {
    await workflow.start(reaction.workflow, {
      workflowId: reaction.workflowId,
      taskQueue: taskQueues.journeys,
      args: [...reaction.args],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error; // done before, and over
  }
}
