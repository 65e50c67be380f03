import type { PayloadCodec } from '@temporalio/common';
import { ServiceError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { Unavailable } from '../http/unavailable';
import { temporalHistories } from './temporal-histories';

/** A client whose engine answers every look at a run in this way. */
function clientThat(throws: Error): Client {
  const describe = (): Promise<never> => Promise.reject(throws);
  return {
    options: { namespace: 'default' },
    withDeadline: (_deadline: number, call: () => Promise<unknown>) => call(),
    workflow: { getHandle: () => ({ describe }) },
  } as unknown as Client;
}

const saying = (code: number): Error =>
  new ServiceError('Failed to describe workflow', { cause: Object.assign(new Error('Invalid RunId.'), { code }) });

describe('histories out of Temporal', () => {
  const read = (throws: Error) =>
    temporalHistories(clientThat(throws), {} as PayloadCodec).read('cardAddition/j1', 'no-run');

  it('no run is there under an id that no run can have', async () => {
    expect(await read(saying(3))).toBeUndefined();
    expect(await read(new WorkflowNotFoundError('none', 'cardAddition/j1', undefined))).toBeUndefined();
  });

  it('an engine that can not be reached says nothing of it', async () => {
    await expect(read(saying(14))).rejects.toThrow(Unavailable);
  });
});
