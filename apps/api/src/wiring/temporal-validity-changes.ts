import { searchAttributes, taskQueues } from '@onfile/temporal';
import { bankMoved, changeValidity, type cardValidityChange } from '@onfile/workflows';
import { WithStartWorkflowOperation, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import type { ChangeMessage, ValidityChanges } from '../card-validity-changes/changes';
import { Unavailable } from '../http/unavailable';
import { outcomeOf } from './temporal-journeys';

/** A signal is taken at once, or the gateway sends its notice again. */
const SIGNAL_WITHIN_MS = 5_000;

/** The workflows of validity changes over Temporal. `stepWaitMs`: how long a request is waited for. */
export function temporalValidityChanges(client: Client, stepWaitMs: number): ValidityChanges {
  const within = <Result>(ms: number, call: () => Promise<Result>): Promise<Result> =>
    client.withDeadline(Date.now() + ms, call);
  const handleOf = (changeId: string) =>
    client.workflow.getHandle<typeof cardValidityChange>(`cardValidityChange/${changeId}`);
  return {
    start: (message) =>
      outcomeOf(() =>
        within(stepWaitMs, () =>
          client.workflow.executeUpdateWithStart(changeValidity, {
            updateId: message.commandId,
            args: [message.request, { bodyHash: message.bodyHash }],
            startWorkflowOperation: startOf(message),
          }),
        ),
      ),
    send: ({ changeId, request, commandId, bodyHash }) =>
      outcomeOf(() =>
        within(stepWaitMs, () =>
          handleOf(changeId).executeUpdate(changeValidity, { updateId: commandId, args: [request, { bodyHash }] }),
        ),
      ),
    async bankMoved(changeId) {
      try {
        await within(SIGNAL_WITHIN_MS, () => handleOf(changeId).signal(bankMoved));
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return; // it is over, or never was: nothing to look up
        throw new Unavailable('journey', 2, { cause: error });
      }
    },
  };
}

function startOf({ changeId, request }: ChangeMessage): WithStartWorkflowOperation<typeof cardValidityChange> {
  const accountId = request.type === 'ChangeValidity' ? request.accountId : '';
  return new WithStartWorkflowOperation<typeof cardValidityChange>('cardValidityChange', {
    workflowId: `cardValidityChange/${changeId}`,
    taskQueue: taskQueues.journeys,
    args: [{ changeId }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    typedSearchAttributes: new TypedSearchAttributes([{ key: searchAttributes.accountId, value: accountId }]),
  });
}
