import type { ValidityChangeView } from '@onfile/domain';
import { setHandler } from '@temporalio/workflow';
import { closeUnfinishedChange, openChange } from '../card-validity-change/open-change';
import { bankMoved, bankNews } from '../steps/bank-news';
import { releaseHold } from '../steps/see-it-through';

/**
 * Ends a change of validity whose own workflow is gone, and gives its hold back. Workflow id `finishChange/<changeId>`.
 * All that it knows is in the change's stream. Answers null where there is no such change.
 */
export async function finishChange({ changeId }: { changeId: string }): Promise<ValidityChangeView | null> {
  const change = openChange(changeId);
  const news = bankNews();
  setHandler(bankMoved, news.arrived);
  await change.load();
  await closeUnfinishedChange(change, { because: 'system-error' });
  await releaseHold(change, news);
  return change.view();
}
