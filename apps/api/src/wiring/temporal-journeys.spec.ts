import { REFUSAL_FAILURE, takeStep } from '@onfile/workflows';
import {
  ServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { addCard } from '@onfile/domain/fixtures';
import type { StepMessage } from '../card-additions/journeys';
import { temporalJourneys } from './temporal-journeys';

const MESSAGE: StepMessage = { journeyId: 'j1', command: { type: 'Cancel' }, commandId: 'c1', bodyHash: 'b1' };
const STEP_WAIT_MS = 1_000;

/** A client of which every call ends as given, and which keeps what it was asked. */
function clientThat(end: () => Promise<unknown>) {
  const asked: unknown[][] = [];
  const call =
    (name: string) =>
    (...args: unknown[]) => {
      asked.push([name, ...args]);
      return end();
    };
  const deadlines: number[] = [];
  const client = {
    withDeadline: (deadline: number, run: () => Promise<unknown>) => {
      deadlines.push(deadline - Date.now());
      return run();
    },
    workflow: {
      executeUpdateWithStart: call('executeUpdateWithStart'),
      getHandle: (id: string) => ({ executeUpdate: call(`executeUpdate ${id}`), signal: call(`signal ${id}`) }),
    },
  };
  return { journeys: temporalJourneys(client as unknown as Client, STEP_WAIT_MS), asked, deadlines };
}
const failing = (error: unknown) => clientThat(() => Promise.reject(error)).journeys;
const updateFailed = (type: string, details: unknown[] = []) =>
  new WorkflowUpdateFailedError('failed', ApplicationFailure.create({ type, message: 'why', details }));

describe('the journeys over Temporal', () => {
  it('starts a journey with its first step, once, in the journeys’ queue', async () => {
    const { journeys, asked } = clientThat(() => Promise.resolve({}));
    expect(await journeys.addCard({ ...MESSAGE, command: addCard() })).toBe('done');
    const [name, update, options] = asked[0] as [string, unknown, Record<string, unknown>];
    expect([name, update]).toStrictEqual(['executeUpdateWithStart', takeStep]);
    expect(options).toMatchObject({
      updateId: 'c1',
      args: [addCard(), { bodyHash: 'b1' }],
      startWorkflowOperation: {
        options: {
          workflowId: 'cardAddition/j1',
          taskQueue: 'journeys',
          args: [{ journeyId: 'j1' }],
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
        },
      },
    });
  });

  it('sends a step under its command’s id, and waits no longer than it may', async () => {
    const { journeys, asked, deadlines } = clientThat(() => Promise.resolve({}));
    expect(await journeys.takeStep(MESSAGE)).toBe('done');
    expect(asked).toStrictEqual([
      ['executeUpdate cardAddition/j1', takeStep, { updateId: 'c1', args: [{ type: 'Cancel' }, { bodyHash: 'b1' }] }],
    ]);
    expect(deadlines[0]).toBeLessThanOrEqual(STEP_WAIT_MS);
  });

  it('a refusal of the rules is a refusal here, with its details', async () => {
    const answer = { code: 'resend-too-early', why: 'too early', details: { retryAt: '2024-05-10T12:01:00Z' } };
    await expect(failing(updateFailed(REFUSAL_FAILURE, [answer])).takeStep(MESSAGE)).rejects.toMatchObject({
      name: 'Refusal',
      code: 'resend-too-early',
      details: { retryAt: '2024-05-10T12:01:00Z' },
    });
  });

  it.each([
    ['the workflow is over', new WorkflowNotFoundError('gone', 'cardAddition/j1', undefined), 'over'],
    [
      'it was over before',
      new WorkflowExecutionAlreadyStartedError('known', 'cardAddition/j1', 'cardAddition'),
      'over',
    ],
    ['it ended meanwhile', updateFailed('AcceptedUpdateCompletedWorkflow'), 'over'],
    ['nobody answers in time', new WorkflowUpdateRPCTimeoutOrCancelledError('late'), 'late'],
  ])('%s', async (_what, error, outcome) => {
    expect(await failing(error).takeStep(MESSAGE)).toBe(outcome);
    expect(await failing(error).addCard(MESSAGE)).toBe(outcome);
  });

  it('Temporal away is a wait; a failure that is no refusal is a fault of ours', async () => {
    await expect(failing(new ServiceError('down')).takeStep(MESSAGE)).rejects.toMatchObject({ name: 'Unavailable' });
    await expect(failing(updateFailed('SomethingElse')).takeStep(MESSAGE)).rejects.toMatchObject({
      type: 'SomethingElse',
    });
    await expect(failing(updateFailed(REFUSAL_FAILURE)).takeStep(MESSAGE)).rejects.toMatchObject({
      name: 'ApplicationFailure',
    });
  });

  it('a hint of the bank reaches the journey, is nothing to one that is over, and is sent again when it was lost', async () => {
    const { journeys, asked } = clientThat(() => Promise.resolve());
    await journeys.bankMoved('j1');
    expect(asked[0]?.[0]).toBe('signal cardAddition/j1');
    await failing(new WorkflowNotFoundError('gone', 'cardAddition/j1', undefined)).bankMoved('j1');
    await expect(failing(new ServiceError('down')).bankMoved('j1')).rejects.toMatchObject({ name: 'Unavailable' });
  });
});
