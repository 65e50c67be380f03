import type { ValidityChangeEvent } from '@onfile/domain';
import { cardRemoved, validityChangeStarted } from '@onfile/domain/fixtures';
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

  it('R33 R38 shows a change of validity, with both dates and its Result', () => {
    const started = { stream: 'cardValidityChange-vch_1', fact: validityChangeStarted('2024-04') };
    const failed: ValidityChangeEvent = {
      type: 'ValidityChangeFailed',
      at: at(),
      data: { result: 'hold-declined', networkCode: '54', accountId: 'acc_1', cardId: 'a', token: 'tok_renewed' },
    };
    expect(attemptOf([started])).toMatchObject({
      ...{ attemptId: 'vch_1', accountId: 'acc_1', kind: 'validity-change', state: 'open', cardId: 'a' },
      ...{ previousExpiry: '2024-04', cardExpiry: '2033-01' },
    });
    const ended = attemptOf([started, { stream: 'cardValidityChange-vch_1', fact: failed }]);
    expect(ended).toMatchObject({ state: 'failed', result: 'hold-declined', staffNetworkCode: '54' });
    expect(JSON.stringify(ended)).not.toContain('tok_');
  });

  it('R33 shows a card that was deleted', () =>
    expect(attemptOf([{ stream: 'wallet-acc', fact: cardRemoved('b') }])).toMatchObject({
      ...{ attemptId: 'removal-b', accountId: 'acc', kind: 'card-removal', state: 'succeeded', cardLast4: '4242' },
    }));

  it('R25 R32 tells of a card that was added that its hold goes back late, until it is back', () => {
    const late = journey('release-late');
    expect(attemptOf(late)).toMatchObject({ state: 'succeeded', result: 'hold-release-late' });
    const gone = { key: 'j1/void/1', of: 'j1/hold', holdId: 'hold_j1', bankShowsBy: '2024-05-12T12:00:00.000Z' };
    const back: Told = { stream: 'cardAddition-j1', fact: { type: 'HoldVoided', at: at(), data: gone } };
    expect(attemptOf([...late, back])).toMatchObject({ state: 'succeeded', result: null });
  });

  it('R25 keeps why an attempt failed, however late its hold goes back', () => {
    const told = journey('release-late').filter(({ stream }) => stream === 'cardAddition-j1');
    const failed = { type: 'CardAdditionFailed', at: at(), data: { result: 'bank-page-timed-out' } } as const;
    const ended = told.map((one) => (one.fact.type === 'CardAdditionSucceeded' ? { ...one, fact: failed } : one));
    expect(attemptOf(ended)).toMatchObject({ state: 'failed', result: 'bank-page-timed-out' });
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
