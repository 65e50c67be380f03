import type { CardSummary } from '../card';
import type { CurrencyCode, RegionCode } from '../codes';
import type { Sealed } from '../fact';
import type { CardAdditionEvent, CardAdditionFailure, CodeSent, SkipReason, Step, WhyAbandoned } from './events';
import { evolveHold, type Hold } from './hold-state';
import type { JourneyPolicy } from './policy';

/** The newest code sent; older ones are void. */
export interface NewestCode extends CodeSent {
  readonly triesLeft: number;
}

/** R11–12: the codes sent over one channel in this journey. */
export interface CodeChannel {
  /** When each code was sent, oldest first. */
  readonly sends: readonly string[];
  readonly newest?: NewestCode;
}

/** The codes sent to mobile numbers, and the number that the newest went to. */
export interface SmsChannel extends CodeChannel {
  readonly to?: { readonly numberHash: string; readonly sealedNumber: Sealed };
}

/** Before AddCard. The absent fields let a reader ask `journey.hold` of any journey. */
export interface NoJourney {
  readonly status: 'none';
  readonly policy?: undefined;
  readonly card?: undefined;
  readonly hold?: undefined;
  readonly cardId?: undefined;
  readonly failure?: undefined;
}

/** One run from Add Card to success or failure, as far as its facts tell. */
export interface StartedJourney {
  readonly status: 'open' | 'succeeded' | 'failed' | 'abandoned';
  readonly journeyId: string;
  readonly accountId: string;
  readonly region: RegionCode;
  readonly startedAt: string;
  readonly policy: JourneyPolicy;
  /** Of the hold: the account's, the enterprise's choice, or the region's default (D12). */
  readonly currency: CurrencyCode;
  /** The steps to take, in order, and those left out (R7–R10). */
  readonly steps: readonly Step[];
  readonly skipped: readonly { readonly step: Step; readonly because: SkipReason }[];
  readonly done: readonly Step[];
  readonly email: CodeChannel;
  readonly sms: SmsChannel;
  readonly card?: CardSummary;
  readonly hold?: Hold;
  /** R29: where the person confirms who they are, until `closesAt`. */
  readonly bankPage?: { readonly url: string; readonly closesAt: string };
  readonly cardId?: string;
  readonly failure?: CardAdditionFailure;
  readonly abandonedBecause?: WhyAbandoned;
}

export type Journey = NoJourney | StartedJourney;

export const initialJourney: Journey = { status: 'none' };

/** Folds one fact into the state. Total: never throws, reads no clock, has no default branch. */
export function evolveJourney(journey: Journey, fact: CardAdditionEvent): Journey {
  if (fact.type === 'CardAdditionStarted') return start(fact);
  return journey.status === 'none' ? journey : evolveStarted(journey, fact);
}

/** The step whose turn it is; none when all are taken or skipped. */
export function currentStep({ steps, done, skipped }: StartedJourney): Step | undefined {
  return steps.find((step) => !done.includes(step) && !skipped.some((left) => left.step === step));
}

function start({ at, data }: Extract<CardAdditionEvent, { type: 'CardAdditionStarted' }>): StartedJourney {
  const { journeyId, accountId, region, policy, currency, steps, skipped } = data;
  return {
    status: 'open',
    journeyId,
    accountId,
    region,
    startedAt: at,
    policy,
    currency,
    steps,
    skipped,
    done: [],
    email: { sends: [] },
    sms: { sends: [] },
  };
}

type LaterFact = Exclude<CardAdditionEvent, { type: 'CardAdditionStarted' }>;

function evolveStarted(journey: StartedJourney, fact: LaterFact): StartedJourney {
  switch (fact.type) {
    case 'EmailCodeSent':
      return { ...journey, email: sent(journey.email, fact.at, fact.data, journey.policy) };
    case 'WrongEmailCodeEntered':
      return { ...journey, email: missed(journey.email, fact.data.triesLeft) };
    case 'SmsCodeSent': {
      const { numberHash, ...code } = fact.data;
      const to = { numberHash, sealedNumber: fact.sealed };
      return { ...journey, sms: { ...sent(journey.sms, fact.at, code, journey.policy), to } };
    }
    case 'WrongSmsCodeEntered':
      return { ...journey, sms: { ...journey.sms, ...missed(journey.sms, fact.data.triesLeft) } };
    case 'EmailConfirmed':
      return did(journey, 'email');
    case 'MobileConfirmed':
      return did(journey, 'mobile');
    case 'InformationGiven':
      return { ...did(journey, 'information'), currency: fact.data.currency };
    case 'CardSubmitted':
      return { ...did(journey, 'card'), card: fact.data.card };
    case 'BankPageOpened':
      return {
        ...withHold(journey, fact),
        bankPage: { url: fact.data.url, closesAt: fact.data.closesAt },
      };
    case 'HoldPlaced':
      return passedBank(withHold(journey, fact));
    case 'CardAdditionSucceeded':
      return { ...journey, status: 'succeeded', cardId: fact.data.cardId };
    case 'CardAdditionFailed':
      return { ...journey, status: 'failed', failure: fact.data };
    case 'CardAdditionAbandoned':
      return { ...journey, status: 'abandoned', abandonedBecause: fact.data.because };
    case 'IdentityConfirmed':
      return journey;
    case 'HoldAsked':
    case 'HoldUnknown':
    case 'HoldDeclined':
    case 'HoldReleaseAsked':
    case 'HoldReleaseDelayed':
    case 'HoldVoided':
    case 'HoldRefunded':
    case 'NothingWasHeld':
      return withHold(journey, fact);
  }
}

function withHold(journey: StartedJourney, fact: Parameters<typeof evolveHold>[1]): StartedJourney {
  return { ...journey, hold: evolveHold(journey.hold, fact) };
}

/** Once the bank holds the dollar its page was passed, or was never asked for. */
function passedBank(journey: StartedJourney): StartedJourney {
  if (currentStep(journey) !== 'bank-page') return journey;
  if (journey.bankPage) return did(journey, 'bank-page');
  return { ...journey, skipped: [...journey.skipped, { step: 'bank-page', because: 'bank-did-not-ask' }] };
}

function did(journey: StartedJourney, step: Step): StartedJourney {
  return { ...journey, done: [...journey.done, step] };
}

function sent(channel: CodeChannel, at: string, code: CodeSent, policy: JourneyPolicy): CodeChannel {
  return { sends: [...channel.sends, at], newest: { ...code, triesLeft: policy.wrongTries } };
}

function missed({ sends, newest }: CodeChannel, triesLeft: number): CodeChannel {
  return { sends, newest: newest && { ...newest, triesLeft } };
}
