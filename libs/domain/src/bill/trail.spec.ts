import { billFacts, billRecording, onFile } from '../fixtures';
import { trailOf } from './trail';

const said = (facts: Parameters<typeof trailOf>[0]) =>
  trailOf(facts).map(({ what, cardId, why, next }) => [what, cardId, why, next]);

describe('X1 why this card?', () => {
  it('R35 the cards at that moment, each tried or skipped and why, its answer and the next step', () => {
    const facts = billFacts(
      billRecording([onFile('a'), onFile('old', '2024-04'), onFile('b')], (cardId) =>
        cardId === 'a'
          ? { outcome: 'declined', chargeId: 'ch', networkCode: '51' }
          : { outcome: 'captured', chargeId: 'ch' },
      ),
    );
    const trail = trailOf(facts);
    expect(trail[0]).toMatchObject({ what: 'issued', round: 1 });
    expect(trail[0]?.cards?.map(({ cardId, skipped }) => [cardId, skipped])).toStrictEqual([
      ['a', undefined],
      ['old', 'expired'],
      ['b', undefined],
    ]);
    expect(said(facts).slice(1)).toStrictEqual([
      ['charge-asked', 'a', undefined, undefined],
      ['declined', 'a', 'balance-insufficient', 'next-card'],
      ['passed-over', 'old', 'expired', undefined],
      ['charge-asked', 'b', undefined, undefined],
      ['charged', 'b', undefined, undefined],
      ['paid', 'b', undefined, undefined],
    ]);
    expect(trail.map(({ key }) => key)).toStrictEqual([
      ...[undefined, 'acc_1-2024-05/1', 'acc_1-2024-05/1', undefined],
      ...['acc_1-2024-05/2', 'acc_1-2024-05/2', 'acc_1-2024-05/2'],
    ]);
  });

  it('tells no token, and the bank’s own words only as their group', () => {
    const facts = billFacts(
      billRecording([onFile('a')], () => ({ outcome: 'declined', chargeId: 'ch', networkCode: '04' })),
    );
    expect(JSON.stringify(trailOf(facts))).not.toContain('tok_');
    expect(said(facts).find(([what]) => what === 'declined')).toStrictEqual(['declined', 'a', 'refused', 'next-card']);
    expect(said(facts).map(([what]) => what)).toContain('overdue');
  });

  it('D7 a fault of ours: the bill is blocked, for an operator', () => {
    const facts = billFacts(
      billRecording([onFile('a'), onFile('b')], () => ({ outcome: 'declined', chargeId: 'ch', networkCode: '03' })),
    );
    expect(said(facts).at(-1)).toStrictEqual(['blocked', 'a', 'our-set-up', 'operator']);
  });
});
