import { Refusal } from '@onfile/domain';
import { searchAttributes, taskQueues } from '@onfile/temporal';
import { bankMoved, REFUSAL_FAILURE, takeStep, type cardAddition, type RefusalAnswer } from '@onfile/workflows';
import {
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure, TypedSearchAttributes } from '@temporalio/common';
import type { Journeys, StepMessage, StepOutcome } from '../card-additions/journeys';
import { Unavailable } from '../http/unavailable';

/** A signal is taken at once, or the gateway sends its notice again. */
const SIGNAL_WITHIN_MS = 5_000;

/** What an Update fails with when its workflow ended while it was under way. */
const ENDED_MEANWHILE = 'AcceptedUpdateCompletedWorkflow';

/** The journeys' workflows over Temporal. `stepWaitMs`: how long a step is waited for. */
export function temporalJourneys(client: Client, stepWaitMs: number): Journeys {
  const within = <Result>(ms: number, call: () => Promise<Result>): Promise<Result> =>
    client.withDeadline(Date.now() + ms, call);
  return {
    addCard: (message) =>
      outcomeOf(() =>
        within(stepWaitMs, () =>
          client.workflow.executeUpdateWithStart(takeStep, {
            updateId: message.commandId,
            args: [message.command, { bodyHash: message.bodyHash }],
            startWorkflowOperation: startOf(message),
          }),
        ),
      ),
    takeStep: ({ journeyId, command, commandId, bodyHash }) =>
      outcomeOf(() =>
        within(stepWaitMs, () =>
          client.workflow
            .getHandle<typeof cardAddition>(workflowIdOf(journeyId))
            .executeUpdate(takeStep, { updateId: commandId, args: [command, { bodyHash }] }),
        ),
      ),
    async bankMoved(journeyId) {
      try {
        await within(SIGNAL_WITHIN_MS, () => client.workflow.getHandle(workflowIdOf(journeyId)).signal(bankMoved));
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return; // it is over, or never was: nothing to look up
        throw new Unavailable('journey', 2, { cause: error });
      }
    },
  };
}

const workflowIdOf = (journeyId: string): string => `cardAddition/${journeyId}`;

/** Started by its first step, once: whoever comes second finds the first. */
function startOf({ journeyId, command }: StepMessage): WithStartWorkflowOperation<typeof cardAddition> {
  const accountId = command.type === 'AddCard' ? command.accountId : '';
  return new WithStartWorkflowOperation<typeof cardAddition>('cardAddition', {
    workflowId: workflowIdOf(journeyId),
    taskQueue: taskQueues.journeys,
    args: [{ journeyId }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    typedSearchAttributes: new TypedSearchAttributes([{ key: searchAttributes.accountId, value: accountId }]),
  });
}

/** How an Update came out. @throws {Refusal} of the rules, in the workflow. @throws {Unavailable} */
export async function outcomeOf(send: () => Promise<unknown>): Promise<StepOutcome> {
  try {
    await send();
    return 'done';
  } catch (error) {
    if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return 'late';
    if (error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError) return 'over';
    if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
      return outcomeOfFailure(error.cause);
    }
    throw new Unavailable('journey', 2, { cause: error });
  }
}

function outcomeOfFailure(failure: ApplicationFailure): StepOutcome {
  if (failure.type === ENDED_MEANWHILE) return 'over';
  const [refusal] = (failure.details ?? []) as RefusalAnswer[];
  if (failure.type !== REFUSAL_FAILURE || refusal === undefined) throw failure;
  throw new Refusal(refusal.code, refusal.why, refusal.details);
}
