import { defaultBillingPolicy, type CardAdditionEvent } from '@onfile/domain';
import { masked, shadow, type Recording } from '@onfile/domain/what-if';
import { recordedFact } from '../bills/bench/recording';
import { simulateJourneys, type Outcome } from './journeys';

jest.mock('@temporalio/workflow', () => jest.requireActual<object>('./workflow-runtime'));

const SEEDS = [1, 2, 3, 4, 5, 6];
/** What the simulation's own timers need. */
const REAL = [
  ...(['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'setInterval', 'setTimeout'] as const),
  ...(['clearImmediate', 'clearInterval', 'clearTimeout'] as const),
];

/** What the log of a simulated world knows of one journey, as the api hands it out. */
function recordingOf({ world }: Outcome, journeyId: string, accountId: string): Recording | undefined {
  const own = world.log.facts(`cardAddition-${journeyId}`);
  if (own.length === 0) return undefined; // its first step was refused
  const digests = own.flatMap(({ fact }) => {
    const told = fact as CardAdditionEvent;
    if (told.type === 'CardSubmitted') return [`cardFingerprint-${told.data.card.fingerprint}`];
    return told.type === 'MobileConfirmed' ? [`mobileNumber-${told.data.numberHash}`] : [];
  });
  const names = [`account-${accountId}`, `wallet-${accountId}`, ...digests];
  const facts = [...own, ...names.flatMap((name) => world.log.facts(name))].map(recordedFact);
  const until = new Date(Date.now()).toISOString();
  return { kind: 'journey', id: journeyId, until, facts: masked(facts), policy: defaultBillingPolicy };
}

describe('X5 the shadow of what the real workflows did', () => {
  beforeAll(() => void jest.useFakeTimers({ doNotFake: REAL }));
  afterAll(() => void jest.useRealTimers());

  it.each(SEEDS)('seed %i: whoever died and whatever was lost, the same facts follow', async (seed) => {
    const outcome = await simulateJourneys(seed, (ms) => void jest.setSystemTime(ms));
    let seen = 0;
    for (const { accountId, journeyIds } of outcome.errands) {
      for (const journeyId of journeyIds) {
        const recording = recordingOf(outcome, journeyId, accountId);
        if (!recording) continue;
        seen += 1;
        const { lines, refused } = shadow(recording);
        expect([journeyId, lines.filter(({ is }) => is !== 'same' && is !== 'moved')]).toStrictEqual([journeyId, []]);
        expect(refused).toStrictEqual([]);
      }
    }
    expect(seen).toBeGreaterThan(3);
  });
});
