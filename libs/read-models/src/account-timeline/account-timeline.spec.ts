import { asLog, clock, journeyStory, play } from '../../testing';
import { accountTimeline } from './projection';
import type { TimelineRow } from './table';

const rows = play(
  accountTimeline,
  asLog(
    journeyStory(
      'acc',
      'j1',
      'declined',
      clock(() => 0.5),
    ),
  ),
) as TimelineRow[];

describe('account timeline', () => {
  it('tells every fact of the account and its journeys by the key of a sentence', () => {
    expect(rows.map((row) => row.sentence)).toStrictEqual([
      'journey-opened',
      'card-addition-started',
      'card-submitted',
      'hold-asked',
      'hold-declined',
      'card-addition-failed',
      'journey-closed',
    ]);
    expect(new Set(rows.map((row) => row.accountId))).toStrictEqual(new Set(['acc']));
  });

  it('R13 says why a step was skipped', () => {
    expect(rows[1]?.details).toStrictEqual({ steps: ['card', 'bank-page'], skipped: ['mobile: mobile-already-added'] });
  });

  it('R33 keeps the raw code of the bank from the customer', () => {
    expect(JSON.stringify(rows)).not.toContain('"51"');
    expect(rows[5]?.details).toStrictEqual({ result: 'hold-declined' });
  });
});
