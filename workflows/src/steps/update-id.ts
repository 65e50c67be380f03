import { ApplicationFailure, currentUpdateInfo } from '@temporalio/workflow';

/** The id of the Update being handled: a customer's command id. */
export function updateId(): string {
  const id = currentUpdateInfo()?.id;
  if (id === undefined) throw ApplicationFailure.nonRetryable('a step is taken in an update only');
  return id;
}
