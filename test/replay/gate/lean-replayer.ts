import { globalHandlers } from '@temporalio/worker/lib/workflow/vm-shared';
import { ReusableVMWorkflowCreator } from '@temporalio/worker/lib/workflow/reusable-vm';

/**
 * Lets the SDK's replayer of this process leave out two things that cost two thirds of a replay and that a replay has no
 * use for. The stack of every promise, with its places looked up in the source map: it answers the query `__stack_trace`,
 * which nobody asks of a replay. And the limit on each call into a workflow: while it replays it is 49 days, but the clock
 * that watches it is a thread for every call. Nothing of what a workflow does, or of how it is compared, is another.
 */
export function replayLean(): void {
  globalHandlers['setPromiseHook'] = () => undefined;
  const create = ReusableVMWorkflowCreator.create.bind(ReusableVMWorkflowCreator);
  const unlimited = async (...given: Parameters<typeof create>): Promise<ReusableVMWorkflowCreator> =>
    Object.assign(await create(...given), { isolateExecutionTimeoutMs: undefined });
  ReusableVMWorkflowCreator.create = unlimited as never;
}
