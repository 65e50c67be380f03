import type { CardBrand } from '../card';
import type { CurrencyCode } from '../codes';
import { declineOf } from '../declines';
import type { DeclineGroup } from '../decline';
import type { Money } from '../money';
import type { ResultCode } from '../result';
import { explain } from '../results';
import type { WhoCanFix } from '../who-can-fix';
import type { CardAdditionFailure, SkipReason, Step } from './events';
import { ABANDONED_RESULT } from './endings';
import { expectStarted } from './expect';
import type { Hold } from './hold-state';
import { currentStep, type CodeChannel, type Journey, type StartedJourney } from './state';

/** What a customer sees of a journey. Plain JSON; no personal field, no digest, no raw code of the bank (R33). */
export interface JourneyView {
  readonly journeyId: string;
  readonly accountId: string;
  readonly state: 'open' | 'succeeded' | 'failed' | 'abandoned';
  /** The step to take; `checking`: the bank is asked, nothing to do; null: over. */
  readonly step: Step | 'checking' | null;
  /** All five steps in the page's order; skipped ones say why (R10, R13). */
  readonly steps: readonly StepView[];
  readonly emailCode?: CodeView;
  readonly smsCode?: CodeView;
  /** Of the hold, shown before it is taken (R20). */
  readonly currency: CurrencyCode;
  readonly card?: { readonly brand: CardBrand; readonly last4: string; readonly expiry: string };
  readonly hold?: HoldView;
  /** Set while the bank waits for the person. */
  readonly bankPageUrl?: string;
  readonly cardId?: string;
  readonly result?: ResultView;
}

export interface StepView {
  readonly step: Step;
  readonly status: 'done' | 'current' | 'todo' | 'skipped';
  readonly because?: SkipReason;
}

/** R11–12: instants for the countdowns. */
export interface CodeView {
  readonly resendAt: string;
  readonly expiresAt: string;
  readonly triesLeft: number;
}

/** R25: what we did, and apart from it by when the bank shows it. */
export interface HoldView {
  readonly amount: Money;
  readonly status: HoldViewStatus;
  readonly bankShowsBy?: string;
}

export type HoldViewStatus =
  'asked' | 'unknown' | 'placed' | 'declined' | 'releasing' | 'release-late' | 'voided' | 'refunded' | 'nothing-held';

/** R31: why it ended; `explain` has the words. `group`: of a decline (section 6). */
export interface ResultView {
  readonly code: ResultCode;
  readonly group?: DeclineGroup;
  readonly whoCanFix: WhoCanFix;
  readonly tryAgainAfter?: string;
}

const PAGE_ORDER: readonly Step[] = ['email', 'mobile', 'information', 'card', 'bank-page'];

/** The journey as its customer sees it. Same facts, same view. @throws {Refusal} before AddCard. */
export function viewJourney(journey: Journey): JourneyView {
  const started = expectStarted(journey);
  const { journeyId, accountId, status, currency, cardId } = started;
  return {
    ...{ journeyId, accountId, state: status, step: stepToShow(started), steps: stepsOf(started) },
    ...codesOf(started),
    currency,
    ...cardOf(started),
    ...holdViewOf(started),
    ...bankPageOf(started),
    ...(cardId !== undefined && { cardId }),
    ...resultOf(started),
  };
}

function stepToShow(journey: StartedJourney): JourneyView['step'] {
  if (journey.status !== 'open') return null;
  const step = currentStep(journey);
  return step === undefined || (step === 'bank-page' && !isWaitingForPerson(journey)) ? 'checking' : step;
}

function isWaitingForPerson({ status, hold }: StartedJourney): boolean {
  return status === 'open' && hold?.status === 'page-open';
}

function stepsOf(journey: StartedJourney): StepView[] {
  const current = journey.status === 'open' ? currentStep(journey) : undefined;
  return PAGE_ORDER.map((step) => {
    const left = journey.skipped.find((skipped) => skipped.step === step);
    if (left) return { step, status: 'skipped', because: left.because };
    if (journey.done.includes(step)) return { step, status: 'done' };
    return { step, status: step === current ? 'current' : 'todo' };
  });
}

function codesOf(journey: StartedJourney): Pick<JourneyView, 'emailCode' | 'smsCode'> {
  const step = journey.status === 'open' ? currentStep(journey) : undefined;
  const emailCode = step === 'email' ? codeOf(journey.email) : undefined;
  const smsCode = step === 'mobile' ? codeOf(journey.sms) : undefined;
  return { ...(emailCode && { emailCode }), ...(smsCode && { smsCode }) };
}

function codeOf({ newest }: CodeChannel): CodeView | undefined {
  if (!newest) return undefined;
  const { resendAt, expiresAt, triesLeft } = newest;
  return { resendAt, expiresAt, triesLeft };
}

function cardOf({ card }: StartedJourney): Pick<JourneyView, 'card'> {
  if (!card) return {};
  const { brand, last4, expiry } = card;
  return { card: { brand, last4, expiry } };
}

/** R25: what a customer sees of the hold behind a card. */
export function holdViewOf({ hold }: Pick<StartedJourney, 'hold'>): { hold?: HoldView } {
  if (!hold) return {};
  const { amount, bankShowsBy } = hold;
  const shown = bankShowsBy === undefined ? {} : { bankShowsBy };
  return { hold: { amount, status: holdStatus(hold), ...shown } };
}

function holdStatus({ status, release }: Hold): HoldViewStatus {
  switch (status) {
    case 'asked':
    case 'unknown':
    case 'declined':
    case 'voided':
    case 'refunded':
    case 'nothing-held':
      return status;
    case 'page-open':
    case 'placed':
      if (release) return release.delayed ? 'release-late' : 'releasing';
      return status === 'placed' ? 'placed' : 'asked';
  }
}

function bankPageOf(journey: StartedJourney): Pick<JourneyView, 'bankPageUrl'> {
  return isWaitingForPerson(journey) && journey.bankPage ? { bankPageUrl: journey.bankPage.url } : {};
}

function resultOf({ failure, abandonedBecause }: StartedJourney): Pick<JourneyView, 'result'> {
  const abandoned = abandonedBecause && ABANDONED_RESULT[abandonedBecause];
  if (abandoned) return { result: resultViewOf({ result: abandoned }) };
  return failure ? { result: resultViewOf(failure) } : {};
}

/** R31: what a customer sees of a failure. */
export function resultViewOf(failure: CardAdditionFailure): ResultView {
  const { result: code, networkCode, tryAgainAfter } = failure;
  const isDecline = code === 'hold-declined' && networkCode !== undefined;
  const group = isDecline ? { group: declineOf(networkCode).group } : {};
  const { whoCanFix } = explain(code, networkCode);
  return { code, ...group, whoCanFix, ...(tryAgainAfter !== undefined && { tryAgainAfter }) };
}
