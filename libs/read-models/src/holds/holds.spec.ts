import { asLog, clock, journeyStory, play, type Ending, type Told } from '../../testing';
import { holds } from './projection';
import type { HoldRow } from './table';

const at = clock(() => 0.5);
const journey = (ending: Ending): Told[] => journeyStory('acc', 'j1', ending, at);
const holdOf = (told: Told[]): HoldRow => play(holds, asLog(told))[0] as HoldRow;
const told = (fact: Told['fact']): Told => ({ stream: 'cardAddition-j1', fact });

describe('holds', () => {
  it.each([
    ['succeeded', { status: 'voided', holdId: 'hold_j1', releaseAttempts: 1 }],
    ['declined', { status: 'declined', holdId: null, releasedAt: null }],
    ['unknown-then-nothing', { status: 'nothing-held', releasedAt: null }],
    ['release-late', { status: 'release-late', tryAgainAt: '2024-05-02T12:00:00.000Z', releasedAt: null }],
  ] as const)('X2 follows the $1 of a journey that was %s', (ending, expected) => {
    const fixed = { holdKey: 'j1/hold', journeyId: 'j1', accountId: 'acc', amountMinor: 100, currency: 'USD' };
    expect(holdOf(journey(ending))).toMatchObject({ ...fixed, ...expected });
  });

  it('R4 R25 tells "released by us" apart from "your bank shows it by"', () => {
    const row = holdOf(journey('succeeded'));
    expect(row.bankShowsBy).toBe('2024-05-09T12:00:00.000Z');
    expect(row.releasedAt).not.toBeNull();
    expect(row.releasedAt).not.toBe(row.bankShowsBy);
  });

  it('R25 a late release that goes through at last keeps since when it was late', () => {
    const gone = { key: 'j1/refund/2', of: 'j1/hold', holdId: 'hold_j1', bankShowsBy: '2024-05-12T12:00:00.000Z' };
    const row = holdOf([
      ...journey('release-late'),
      told({
        type: 'HoldReleaseAsked',
        at: at(),
        data: { key: 'j1/refund/2', of: 'j1/hold', how: 'refund', attempt: 2 },
      }),
      told({ type: 'HoldRefunded', at: at(), data: gone }),
    ]);
    expect(row).toMatchObject({ status: 'refunded', releaseAttempts: 2, tryAgainAt: null });
    expect(row.lateSince).not.toBeNull();
  });

  it('R25 a hold that is heard of after its release was asked for stays on its way back', () => {
    const unknown = journey('unknown-then-nothing').filter(({ fact }) => fact.type !== 'NothingWasHeld');
    const row = holdOf([
      ...unknown,
      told({ type: 'HoldPlaced', at: at(), data: { key: 'j1/hold', holdId: 'hold_9' } }),
    ]);
    expect(row).toMatchObject({ status: 'releasing', holdId: 'hold_9' });
  });
});
