import type { AccountEvent, CardAdditionEvent, CardSummary, Sealed } from '@onfile/domain';
import { defaultPolicy } from '@onfile/domain';
import { type BillEnding, billingStory } from './billing-story';
import type { Told } from './told';

/** How a journey of a story ends. */
export type Ending = 'succeeded' | 'declined' | 'unknown-then-nothing' | 'release-late' | 'abandoned' | 'open';

const ENDINGS: readonly Ending[] = [
  'succeeded',
  'declined',
  'unknown-then-nothing',
  'release-late',
  'abandoned',
  'open',
];
const BILLS: readonly BillEnding[] = ['paid', 'overdue', 'unknown'];
const SEALED = 'sealed' as Sealed;

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Facts of many accounts, in an order in which a log may hold them: about `events` of them, each account with a journey
 * that ends in one of the ways, told a few accounts at a time so that their streams interleave. Same seed, same story.
 */
export function story(seed: number, events: number): Told[] {
  const random = chance(seed);
  const told: Told[] = [];
  const open: Told[][] = [];
  for (let account = 0; told.length < events;) {
    while (open.length < 8) open.push(accountStory(`acc_${seed}_${account++}`, random));
    const one = open[Math.floor(random() * open.length)] ?? [];
    const next = one.shift();
    if (next) told.push(next);
    else open.splice(open.indexOf(one), 1);
  }
  return told;
}

/** One account from its registration to the end of its journeys. */
export function accountStory(accountId: string, random: () => number): Told[] {
  const minute = clock(random);
  const registered: Told = {
    stream: `account-${accountId}`,
    fact: {
      type: 'AccountRegistered',
      at: minute(),
      sealed: SEALED,
      data: {
        accountId,
        region: 'US',
        registeredAt: '2024-05-01T12:00:00.000Z',
        emailHash: `mail of ${accountId}`,
        language: 'en',
      },
    },
  };
  const journeys = [0, 1].flatMap((n) => {
    const ending = ENDINGS[Math.floor(random() * ENDINGS.length)] ?? 'succeeded';
    return journeyStory(accountId, `${accountId}_j${n}`, ending, minute);
  });
  const ending = BILLS[Math.floor(random() * BILLS.length)] ?? 'paid';
  return [registered, ...journeys, ...billingStory(accountId, ending, minute)];
}

/** A clock that moves on a little at each reading. */
export function clock(random: () => number): () => string {
  let now = Date.parse('2024-05-01T12:00:00.000Z');
  return () => new Date((now += Math.ceil(random() * 60_000))).toISOString();
}

/** The card of a story; the same but for its last digits. */
export function cardOf(journeyId: string): CardSummary {
  const last4 = String(1000 + ((journeyId.length * 37) % 9000));
  return {
    token: `tok_${journeyId}`,
    brand: 'visa',
    last4,
    expiry: '2030-12',
    funding: 'credit',
    issuingCountry: 'US',
    fingerprint: `digest_${journeyId}`,
  };
}

/** One journey from Add Card to its ending, with what it puts on the account and in the wallet. */
export function journeyStory(accountId: string, journeyId: string, ending: Ending, at: () => string): Told[] {
  const account = (fact: AccountEvent): Told => ({ stream: `account-${accountId}`, fact });
  const journey = (fact: CardAdditionEvent): Told => ({ stream: `cardAddition-${journeyId}`, fact });
  const started = [
    account({ type: 'JourneyOpened', at: at(), data: { journeyId } }),
    journey({
      type: 'CardAdditionStarted',
      at: at(),
      data: {
        journeyId,
        accountId,
        region: 'US',
        registeredAt: '2024-05-01T12:00:00.000Z',
        steps: ['card', 'bank-page'],
        skipped: [{ step: 'mobile', because: 'mobile-already-added' }],
        currency: 'USD',
        policy: defaultPolicy,
      },
    }),
  ];
  if (ending === 'open') return started;
  if (ending === 'abandoned') {
    return [
      ...started,
      journey({ type: 'CardAdditionAbandoned', at: at(), data: { because: 'cancelled' } }),
      account({ type: 'JourneyClosed', at: at(), data: { journeyId, outcome: 'abandoned', countsAsFailure: false } }),
    ];
  }
  const submitted = [
    journey({ type: 'CardSubmitted', at: at(), sealed: SEALED, data: { card: cardOf(journeyId) } }),
    journey(holdAsked(journeyId, at())),
  ];
  const answer = bankAnswer(journeyId, ending, at).map(journey);
  const release = releaseStory(journeyId, ending, at).map(journey);
  return [...started, ...submitted, ...answer, ...closing(accountId, journeyId, ending, at), ...release];
}

function holdAsked(journeyId: string, at: string): CardAdditionEvent {
  const key = `${journeyId}/hold`;
  const rate = { from: 'USD', to: 'USD', rate: '1', asOf: at, source: 'story' } as const;
  const data = {
    key,
    token: `tok_${journeyId}`,
    amount: { currency: 'USD', minor: 100 },
    rate,
    rounding: 'none',
  } as const;
  return { type: 'HoldAsked', at, data };
}

function bankAnswer(journeyId: string, ending: Ending, at: () => string): CardAdditionEvent[] {
  const key = `${journeyId}/hold`;
  if (ending === 'declined') return [{ type: 'HoldDeclined', at: at(), data: { key, networkCode: '51' } }];
  if (ending === 'unknown-then-nothing') return [{ type: 'HoldUnknown', at: at(), data: { key } }];
  return [{ type: 'HoldPlaced', at: at(), data: { key, holdId: `hold_${journeyId}` } }];
}

/** R25: the hold goes back once the journey is over. */
function releaseStory(journeyId: string, ending: Ending, at: () => string): CardAdditionEvent[] {
  const [key, of, holdId] = [`${journeyId}/void/1`, `${journeyId}/hold`, `hold_${journeyId}`];
  if (ending === 'declined') return [];
  const asked = { type: 'HoldReleaseAsked', at: at(), data: { key, of, how: 'void', attempt: 1 } } as const;
  if (ending === 'unknown-then-nothing') return [asked, { type: 'NothingWasHeld', at: at(), data: { of } }];
  if (ending !== 'release-late') {
    const data = { key, of, holdId, bankShowsBy: '2024-05-09T12:00:00.000Z' };
    return [asked, { type: 'HoldVoided', at: at(), data }];
  }
  const data = { key, of, why: 'refused', tryAgainAt: '2024-05-02T12:00:00.000Z' };
  return [asked, { type: 'HoldReleaseDelayed', at: at(), data }];
}

function closing(accountId: string, journeyId: string, ending: Ending, at: () => string): Told[] {
  const account = (fact: AccountEvent): Told => ({ stream: `account-${accountId}`, fact });
  const stream = `cardAddition-${journeyId}`;
  if (ending === 'declined' || ending === 'unknown-then-nothing') {
    const result = ending === 'declined' ? 'hold-declined' : 'system-error';
    const code = ending === 'declined' ? { networkCode: '51' } : {};
    return [
      { stream, fact: { type: 'CardAdditionFailed', at: at(), data: { result, ...code } } },
      account({
        type: 'JourneyClosed',
        at: at(),
        data: { journeyId, outcome: 'failed', result, countsAsFailure: true },
      }),
    ];
  }
  const cardId = `card_${journeyId}`;
  const wallet = `wallet-${accountId}`;
  return [
    { stream, fact: { type: 'CardAdditionSucceeded', at: at(), data: { cardId } } },
    {
      stream: wallet,
      fact: { type: 'CardAdded', at: at(), data: { accountId, cardId, journeyId, card: cardOf(journeyId) } },
    },
    { stream: wallet, fact: { type: 'DefaultCardSet', at: at(), data: { cardId, because: 'first-card' } } },
    account({ type: 'PostpaymentGranted', at: at(), data: { cardId, journeyId } }),
    account({ type: 'JourneyClosed', at: at(), data: { journeyId, outcome: 'succeeded', countsAsFailure: false } }),
  ];
}
