import type { ValidityChangeView } from '@onfile/domain';
import { allHandlersFinished, CancellationScope, condition, isCancellation, setHandler } from '@temporalio/workflow';
import { bankMoved, bankNews } from '../steps/bank-news';
import { proveCard } from '../steps/prove-card';
import { endingOf, releaseHold } from '../steps/see-it-through';
import { closeUnfinishedChange, openChange } from './open-change';
import { serveEditor } from './serve-customer';

/** How long a workflow that was started without its first request waits for it. */
const FIRST_REQUEST_MS = 60_000;

/**
 * R37–38: a customer changes the validity of a card on file. Workflow id `cardValidityChange/<changeId>`; open until the
 * bank has said, 15 minutes for its page, then until the hold is back. Its first message is `changeValidity`; where that
 * is refused it ends without a trace, and answers null. Cancelled by an operator, it ends the change, gives the hold
 * back, and only then is cancelled.
 */
export async function cardValidityChange({ changeId }: { changeId: string }): Promise<ValidityChangeView | null> {
  const change = openChange(changeId);
  const news = bankNews();
  setHandler(bankMoved, news.arrived);
  const customer = serveEditor(change);
  const hasStarted = () => change.state().status !== 'none';

  const run = async () => {
    await change.load();
    await condition(() => hasStarted() || customer.wasRefused(), FIRST_REQUEST_MS);
    if (!hasStarted()) await condition(allHandlersFinished); // the log may be slow to take the first request
    if (change.state().status === 'open') await proveCard(change, news);
  };
  const trouble = await endingOf(change, run, (ending) => closeUnfinishedChange(change, ending));

  // Whatever happened above: what may be held goes back, and everybody who asked is answered.
  await CancellationScope.nonCancellable(async () => {
    await releaseHold(change, news);
    await condition(allHandlersFinished);
  });
  if (isCancellation(trouble)) throw trouble;
  return change.view();
}
