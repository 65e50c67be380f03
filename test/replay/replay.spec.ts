import { DefaultLogger, type ReplayResult, Runtime, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { join } from 'node:path';
import { bundleOf, workflowBundle } from '../workflows/bench/workflow-bundle';
import { endedMeanwhile } from './ended-meanwhile';
import { keptEndings, keptHistory } from './keep-history';

/** Every kept history against a bundle; answers the names of those that would break, with why. */
async function replayAll(
  workflowBundle: WorkflowBundleOption,
  endings: readonly string[],
): Promise<Map<string, string>> {
  const broken = new Map<string, string>();
  const histories = endings.map((workflowId) => ({ workflowId, history: keptHistory(workflowId) }));
  const results: AsyncIterable<ReplayResult> = Worker.runReplayHistories({ workflowBundle }, histories);
  for await (const { workflowId, error } of results) if (error) broken.set(workflowId, error.name);
  return broken;
}

describe('Q8 the histories that are kept', () => {
  beforeAll(() => void Runtime.install({ logger: new DefaultLogger('ERROR') }));

  it('all replay on the workflows of today', async () => {
    const endings = keptEndings();
    expect(endings.length).toBeGreaterThan(50);
    expect([...(await replayAll(await workflowBundle(), endings))]).toEqual([]);
  }, 400_000);

  it('D14 a bill whose workflow ends just when a card moves is started again', async () => {
    const histories = [{ workflowId: 'cards-moved-ended-meanwhile', history: endedMeanwhile() }];
    const results = Worker.runReplayHistories({ workflowBundle: await workflowBundle() }, histories);
    const errors: unknown[] = [];
    for await (const { error } of results) errors.push(error);
    expect(errors).toStrictEqual([undefined]);
  }, 400_000);

  it('an incompatible change is caught: a journey that waits before it does anything', async () => {
    const changed = await bundleOf(join(__dirname, 'incompatible-change.ts'));
    const broken = await replayAll(changed, ['success-with-bank-page']);
    expect(broken.get('success-with-bank-page')).toBe('DeterminismViolationError');
  }, 400_000);
});
