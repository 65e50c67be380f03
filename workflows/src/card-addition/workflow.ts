import { later, type JourneyView, type StartedJourney } from '@onfile/domain';
import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  isCancellation,
  setHandler,
} from '@temporalio/workflow';
import { REFUSAL_FAILURE } from '../refusal-failure';
import { bankMoved, bankNews } from '../steps/bank-news';
import { proveCard } from '../steps/prove-card';
import { endingOf, releaseHold } from '../steps/see-it-through';
import { closeUnfinished } from './ending';
import { openJourney, type OpenJourney } from './open-journey';
import { serveCustomer } from './serve-customer';

/** How long a workflow that was started without its first step waits for it. */
const FIRST_STEP_MS = 60_000;

/**
 * A customer adds one card. Workflow id `cardAddition/<journeyId>`; open for a day at most, then until its hold is back.
 * Its first message is `takeStep` with AddCard; where that is refused it ends without a trace, and answers null.
 * Cancelled by an operator, it ends the journey, gives the hold back, and only then is cancelled.
 */
export async function cardAddition({ journeyId }: { journeyId: string }): Promise<JourneyView | null> {
  const journey = openJourney(journeyId);
  const news = bankNews();
  setHandler(bankMoved, news.arrived);
  const customer = serveCustomer(journey);

  const run = async () => {
    await journey.load();
    await condition(() => hasStarted(journey) || customer.wasRefused(), FIRST_STEP_MS);
    if (!hasStarted(journey)) await condition(allHandlersFinished); // the log may be slow to take the first step
    if (!hasStarted(journey)) return;
    await awaitCard(journey);
    if (isOpen(journey)) await proveCard(journey, news);
  };
  const trouble = await endingOf(journey, run, (ending) => closeUnfinished(journey, ending));

  // Whatever happened above: what may be held goes back, and everybody who asked is answered.
  await CancellationScope.nonCancellable(async () => {
    await releaseHold(journey, news);
    await condition(allHandlersFinished);
  });
  if (isCancellation(trouble)) throw trouble;
  return journey.view();
}

/** R31: the card comes within its time, or the journey is abandoned. The time counts from Add Card, also after a reset. */
async function awaitCard(journey: OpenJourney): Promise<void> {
  const { startedAt, policy } = startedOf(journey);
  const until = Date.parse(later(startedAt, policy.cardWaitMs));
  const isDone = () => startedOf(journey).card !== undefined || !isOpen(journey);
  while (!isDone()) {
    if (await condition(isDone, Math.max(1, until - Date.now()))) return;
    // A card on its way to the log when the time is up was there first: the note is refused then.
    await journey.note({ type: 'Abandon', because: 'timed-out' }).catch(passRefusal);
  }
}

function passRefusal(error: unknown): void {
  if (!(error instanceof ApplicationFailure && error.type === REFUSAL_FAILURE)) throw error;
}

const hasStarted = (journey: OpenJourney): boolean => journey.state().status !== 'none';
const isOpen = (journey: OpenJourney): boolean => journey.state().status === 'open';

/** The journey once it has started, which is before any card. */
function startedOf(journey: OpenJourney): StartedJourney {
  const state = journey.state();
  if (state.status === 'none') throw ApplicationFailure.nonRetryable('the journey has not started');
  return state;
}
