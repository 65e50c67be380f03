import {
  failureFor,
  holdKey,
  later,
  TRANS_STATUS,
  type BankRefusal,
  type CardAdditionFailure,
  type Hold,
  type StartedJourney,
} from '@onfile/domain';
import { ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import { askHold, type HoldResult } from '../steps/ask-hold';
import { awaitBank, type BankPageResult } from '../steps/await-bank';
import type { BankNews } from '../steps/bank-news';
import { NO_RATE_FAILURE, type JourneyActivities } from './activities';
import type { OpenJourney } from './open-journey';

const { quoteHold } = proxyActivities<JourneyActivities>({
  cancellationType: 'ABANDON',
  startToCloseTimeout: '10 seconds',
  scheduleToCloseTimeout: '10 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute', nonRetryableErrorTypes: [NO_RATE_FAILURE] },
});

/**
 * Proves the submitted card by a hold (R22–29) and ends the journey by what the bank says. Goes on from whatever is on
 * record: a hold that was asked for is looked up or asked for under its own key and amount, never anew.
 */
export async function proveCard(journey: OpenJourney, news: BankNews): Promise<void> {
  const hold = startedOf(journey).hold ?? (await noteHold(journey));
  let result: HoldResult | BankPageResult = onRecord(hold) ?? (await ask(hold, journey, news));
  if (result.outcome === 'needs-bank-page') {
    await journey.note({ type: 'NoteBankPage', key: hold.key, holdId: result.holdId, url: result.bankPageUrl });
    result = await watchBankPage(hold.key, journey, news);
  }
  await conclude(hold.key, result, journey);
}

/** R3, R24: the amount and its rate are on record before the bank is asked. */
async function noteHold(journey: OpenJourney): Promise<Hold> {
  const { journeyId, currency } = startedOf(journey);
  const quote = await quoteHold({ currency });
  await journey.note({ type: 'NoteHoldAsked', key: holdKey(journeyId), ...quote });
  const { hold } = startedOf(journey);
  if (!hold) throw ApplicationFailure.nonRetryable('no hold is on record'); // the note is refused, not ignored
  return hold;
}

function ask(hold: Hold, journey: OpenJourney, news: BankNews): Promise<HoldResult> {
  const { journeyId, policy } = startedOf(journey);
  const { key, token, amount, askedAt } = hold;
  const order = { key, token, amount, journeyId, askUntil: later(askedAt, policy.unknownHoldMs) };
  return askHold(order, news, async () => void (await journey.note({ type: 'NoteHoldUnknown', key })));
}

function watchBankPage(key: string, journey: OpenJourney, news: BankNews): Promise<BankPageResult> {
  const { bankPage, policy } = startedOf(journey);
  const closesAt = bankPage?.closesAt ?? new Date().toISOString();
  const isOver = () => startedOf(journey).status !== 'open';
  return awaitBank({ key, closesAt, pollMs: policy.bankPollMs }, news, isOver);
}

/** What the log already knows of the bank's answer; undefined: the bank has to be asked. */
function onRecord({ status, holdId = '', networkCode = '', adviceCode }: Hold): HoldResult | undefined {
  switch (status) {
    case 'asked':
    case 'unknown':
    case 'page-open': // asked again under its key, the bank names the page anew
      return undefined;
    case 'placed':
      return { outcome: 'held', holdId };
    case 'declined':
      return { outcome: 'declined', networkCode, adviceCode };
    case 'nothing-held':
    case 'voided':
    case 'refunded':
      return { outcome: 'gone' };
  }
}

type Ending = Exclude<HoldResult | BankPageResult, { outcome: 'needs-bank-page' }>;

async function conclude(
  key: string,
  result: Ending | { outcome: 'needs-bank-page' },
  journey: OpenJourney,
): Promise<void> {
  switch (result.outcome) {
    case 'held':
      return concludeHeld(key, result, journey);
    case 'declined':
      await journey.note({
        type: 'NoteHoldDeclined',
        key,
        networkCode: result.networkCode,
        adviceCode: result.adviceCode,
      });
      return fail(journey, failureFor(refusalOf(result)));
    case 'timed-out':
      return fail(journey, { result: 'bank-page-timed-out' });
    case 'unknown':
      return fail(journey, { result: 'hold-result-unknown' });
    case 'gone':
      return fail(journey, { result: 'system-error' });
    case 'needs-bank-page':
    case 'stopped':
  }
}

type Held = Extract<HoldResult, { outcome: 'held' }>;

async function concludeHeld(key: string, { holdId, transStatus }: Held, journey: OpenJourney): Promise<void> {
  const identity = transStatus === 'Y' || transStatus === 'A' || transStatus === 'I' ? transStatus : undefined;
  await journey.note({ type: 'NoteHoldPlaced', key, holdId, transStatus: identity });
  const verdict = transStatus && TRANS_STATUS[transStatus];
  if (transStatus && (verdict === 'not-confirmed' || verdict === 'unavailable')) {
    return fail(journey, failureFor({ networkCode: '00', transStatus }));
  }
  await journey.note({ type: 'Succeed' });
}

/** Only what the rules look at: an answer may carry more. */
function refusalOf({ networkCode, adviceCode, transStatus, bankPage, securityCode }: BankRefusal): BankRefusal {
  return { networkCode, adviceCode, transStatus, bankPage, securityCode };
}

async function fail(journey: OpenJourney, failure: CardAdditionFailure): Promise<void> {
  await journey.note({ type: 'Fail', failure });
}

/** The journey once it has started, which is before any card. */
export function startedOf(journey: OpenJourney): StartedJourney {
  const state = journey.state();
  if (state.status === 'none') throw ApplicationFailure.nonRetryable('the journey has not started');
  return state;
}
