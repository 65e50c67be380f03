import { asLog, clock, journeyStory, play, type Ending, type Told } from '../../testing';
import { historicalCards } from './projection';
import type { HistoricalCardRow } from './table';

const at = clock(() => 0.5);
const journey = (ending: Ending): Told[] => journeyStory('acc', 'j1', ending, at);
const attemptOf = (told: Told[]): HistoricalCardRow => play(historicalCards, asLog(told))[0] as HistoricalCardRow;

describe('historical cards', () => {
  it.each([
    ['open', { state: 'open', result: null, endedAt: null, cardLast4: null }],
    ['abandoned', { state: 'abandoned', result: null, abandonedBecause: 'cancelled' }],
    ['declined', { state: 'failed', result: 'hold-declined', staffNetworkCode: '51', cardBrand: 'visa' }],
    ['unknown-then-nothing', { state: 'failed', result: 'system-error', staffNetworkCode: null }],
    ['succeeded', { state: 'succeeded', result: null, cardId: 'card_j1' }],
  ] as const)('R32 shows an attempt that is or was %s', (ending, expected) => {
    expect(attemptOf(journey(ending))).toMatchObject({
      kind: 'card-addition',
      journeyId: 'j1',
      accountId: 'acc',
      ...expected,
    });
  });

  it('R31 says until when to wait after the third failure', () => {
    const tryAgainAfter = '2024-05-02T12:00:00.000Z';
    const failed: Told = {
      stream: 'cardAddition-j1',
      fact: { type: 'CardAdditionFailed', at: at(), data: { result: 'hold-declined', tryAgainAfter } },
    };
    expect(attemptOf([...journey('open'), failed]).tryAgainAfter).toBe(tryAgainAfter);
  });

  it('puts aside what comes before the start of its journey', () => {
    const fact = { type: 'CardAdditionAbandoned', at: at(), data: { because: 'cancelled' } } as const;
    expect(() => play(historicalCards, asLog([{ stream: 'cardAddition-j1', fact }]))).toThrow(
      'without CardAdditionStarted',
    );
  });
});
