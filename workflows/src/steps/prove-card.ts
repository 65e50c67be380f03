import {
  failureFor,
  holdKey,
  later,
  TRANS_STATUS,
  type BankRefusal,
  type CardAdditionFailure,
  type Hold,
  type Proof,
  type StartedProof,
  type ValidityChangeNote,
} from '@onfile/domain';
import { ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import { askHold, type HoldResult } from './ask-hold';
import { awaitBank, type BankPageResult } from './await-bank';
import type { BankNews } from './bank-news';
import { NO_RATE_FAILURE, type QuoteActivities } from './quote-activities';

const { quoteHold } = proxyActivities<QuoteActivities>({
  startToCloseTimeout: '10 seconds',
  scheduleToCloseTimeout: '10 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute', nonRetryableErrorTypes: [NO_RATE_FAILURE] },
});

/** Of the time in which a hold is looked for, the part in which it may be sent again: of a day, all but the last hour. */
const SEND_SHARE = 23 / 24;

/** What a process notes while its card is proved, and when that is over. */
export type ProofNote = ValidityChangeNote;

/** The process that proves a card, and its only pen. */
export interface ProofBook {
  readonly state: () => Proof;
  readonly note: (note: ProofNote) => Promise<unknown>;
}

/**
 * Proves the card by a hold (R22–29, R37) and ends the process by what the bank says. Goes on from whatever is on record:
 * a hold that was asked for is looked up or asked for under its own key and amount, never anew.
 */
export async function proveCard(book: ProofBook, news: BankNews): Promise<void> {
  const hold = startedOf(book).hold ?? (await noteHold(book));
  let result: HoldResult | BankPageResult = onRecord(hold) ?? (await ask(hold, book, news));
  if (result.outcome === 'needs-bank-page') {
    await book.note({ type: 'NoteBankPage', key: hold.key, holdId: result.holdId, url: result.bankPageUrl });
    result = await watchBankPage(hold.key, book, news);
  }
  await conclude(hold.key, result, book);
}

/** R3, R24: the amount and its rate are on record before the bank is asked. */
async function noteHold(book: ProofBook): Promise<Hold> {
  const { journeyId, currency } = startedOf(book);
  const quote = await quoteHold({ currency });
  await book.note({ type: 'NoteHoldAsked', key: holdKey(journeyId), ...quote });
  const { hold } = startedOf(book);
  if (!hold) throw ApplicationFailure.nonRetryable('no hold is on record'); // the note is refused, not ignored
  return hold;
}

function ask(hold: Hold, book: ProofBook, news: BankNews): Promise<HoldResult> {
  const { journeyId, policy } = startedOf(book);
  const { key, token, amount, askedAt } = hold;
  const { unknownHoldMs: lookMs } = policy;
  const order = {
    ...{ key, token, amount, journeyId },
    askUntil: later(askedAt, lookMs),
    sendUntil: later(askedAt, Math.floor(lookMs * SEND_SHARE)),
  };
  return askHold(order, news, async () => void (await book.note({ type: 'NoteHoldUnknown', key })));
}

function watchBankPage(key: string, book: ProofBook, news: BankNews): Promise<BankPageResult> {
  const { bankPage, policy } = startedOf(book);
  const closesAt = bankPage?.closesAt ?? new Date().toISOString();
  const isOver = () => startedOf(book).status !== 'open';
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

async function conclude(key: string, result: Ending | { outcome: 'needs-bank-page' }, book: ProofBook): Promise<void> {
  switch (result.outcome) {
    case 'held':
      return concludeHeld(key, result, book);
    case 'declined':
      await book.note({
        type: 'NoteHoldDeclined',
        key,
        networkCode: result.networkCode,
        adviceCode: result.adviceCode,
      });
      return fail(book, failureFor(refusalOf(result)));
    case 'timed-out':
      return fail(book, { result: 'bank-page-timed-out' });
    case 'unknown':
      return fail(book, { result: 'hold-result-unknown' });
    case 'gone':
      return fail(book, { result: 'system-error' });
    case 'needs-bank-page':
    case 'stopped':
  }
}

type Held = Extract<HoldResult, { outcome: 'held' }>;

async function concludeHeld(key: string, { holdId, transStatus }: Held, book: ProofBook): Promise<void> {
  const identity = transStatus === 'Y' || transStatus === 'A' || transStatus === 'I' ? transStatus : undefined;
  await book.note({ type: 'NoteHoldPlaced', key, holdId, transStatus: identity });
  const verdict = transStatus && TRANS_STATUS[transStatus];
  if (transStatus && (verdict === 'not-confirmed' || verdict === 'unavailable')) {
    return fail(book, failureFor({ networkCode: '00', transStatus }));
  }
  await book.note({ type: 'Succeed' });
}

/** Only what the rules look at: an answer may carry more. */
function refusalOf({ networkCode, adviceCode, transStatus, bankPage, securityCode }: BankRefusal): BankRefusal {
  return { networkCode, adviceCode, transStatus, bankPage, securityCode };
}

async function fail(book: ProofBook, failure: CardAdditionFailure): Promise<void> {
  await book.note({ type: 'Fail', failure });
}

/** The process once it has started, which is before any hold. */
export function startedOf(book: ProofBook): StartedProof {
  const state = book.state();
  if (state.status === 'none') throw ApplicationFailure.nonRetryable('the process has not started');
  return state;
}
