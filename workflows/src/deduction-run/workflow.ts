import type { RunCounts } from '@onfile/domain';
import { condition, continueAsNew, patched, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { DeductionRunActivities, RunOrder, RunProgress } from './activities';
import { runPaused } from './messages';

const RETRY = { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' } as const;

const { startRun, finishRun, awaitCut, billPage } = proxyActivities<DeductionRunActivities>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '20 seconds', // a killed worker's page is taken up by another one this soon
  retry: RETRY,
});

/**
 * All bills of one month (R30a). Workflow id `deductionRun/<period>`: partitions of the accounts, side by side, each page
 * after page. Where it stands is in the stream `deductionRun-<period>`, so a run that was ended, or is started again,
 * goes on from its pages. Answers what became of the accounts.
 */
export async function deductionRun(order: RunOrder): Promise<RunCounts> {
  let isPaused = false;
  let isResumed = false;
  setHandler(runPaused, (paused) => {
    isPaused = paused;
    isResumed = !paused;
  });
  const run = await startRun(order);
  if (run.isFinished) return run.counts;
  // Resumed while its stream was being read: the word is the newer one. Older builds went by the stream.
  if (run.paused && !(isResumed && patched('hears-resume-while-it-begins'))) isPaused = true;
  await awaitCut();
  const partitions = run.partitions.map((_, partition) => billPartition(order.period, partition, run, () => isPaused));
  const isWhole = (await Promise.all(partitions)).every((isDone) => isDone);
  if (!isWhole) await continueAsNew<typeof deductionRun>(order);
  return finishRun({ period: order.period });
}

/** Pages of one partition, one after the other. Answers false where the history has become long enough. */
async function billPartition(
  period: string,
  partition: number,
  { partitions, pageSize }: RunProgress,
  isPaused: () => boolean,
): Promise<boolean> {
  let { through: after, isDone } = partitions[partition] ?? { isDone: true };
  while (!isDone) {
    await condition(() => !isPaused());
    if (workflowInfo().continueAsNewSuggested) return false;
    const page = await billPage({ period, partition, partitions: partitions.length, pageSize, after });
    ({ through: after, isLast: isDone } = page);
  }
  return true;
}
