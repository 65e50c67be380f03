import { billFacts, billRecording, THE_THIRD, type Answers } from '../fixtures/bill-history';
import { DAY, HOUR, onFile } from '../fixtures';
import { later } from '../instant';
import { addBacktests, backtest, masked, NO_BACKTEST, shadow, type ShadowReport } from '../what-if';

const declined = (networkCode: string) => ({ outcome: 'declined', networkCode }) as const;
const CAPTURED = { outcome: 'captured', chargeId: 'ch_1' } as const;
const two = [onFile('a'), onFile('b')];
/** Card `a` has no balance for three times and then pays; `b` is refused without a reason. */
const paysAtLast: Answers = (cardId, n) => (cardId === 'b' ? declined('05') : n < 3 ? declined('51') : CAPTURED);
const told = ({ lines }: ShadowReport) =>
  lines.flatMap(({ is, type, what }) => (is === 'same' ? [] : [`${is} ${type} ${what}`]));

describe('X5 shadow replay of a bill', () => {
  it('is as it was recorded where nothing is otherwise', () => {
    const report = shadow(billRecording(two, paysAtLast));
    expect(report.lines.length).toBeGreaterThan(10);
    expect([told(report), report.differences, report.refused, report.assumed]).toStrictEqual([[], 0, [], 0]);
  });

  it('shows what other retry days would change, answering as the card was last seen', () => {
    const recording = billRecording(two, paysAtLast);
    const report = shadow(recording, { policy: { dunning: { roundsAfterMs: [DAY, 9 * DAY] } } });
    expect(report.differences).toBeGreaterThan(0);
    expect(told(report)).toContain('moved BillPaid cardId a, overdue true');
    expect(
      shadow(recording, { policy: { dunning: { roundsAfterMs: [DAY] } } }).lines.map(({ type }) => type),
    ).toContain('ServicesRestricted');
  });

  it('shows what another order of cards would change', () => {
    const recording = billRecording(two, (cardId) => (cardId === 'b' ? CAPTURED : declined('51')));
    const report = shadow(recording, { order: 'reversed' });
    expect(told(report)).toContain('recorded-only CardChargeDeclined card a, networkCode 51');
    expect(report.lines.filter(({ is }) => is === 'shadow-only').map(({ type }) => type)).toStrictEqual(['BillIssued']);
  });

  it('shows what another rule of declines would change', () => {
    const recording = billRecording([onFile('a')], (_cardId, n) => (n < 1 ? declined('51') : CAPTURED));
    const never = { 51: { sameCard: { when: 'never' } } };
    const report = shadow(recording, { policy: { declines: never } });
    expect(told(report)).toContain('shadow-only CardPassedOver round 2, cardId a, because blocked');
    expect(told(report)).toContain('recorded-only BillPaid cardId a, overdue true');
  });

  it('takes in what others did meanwhile: a card added later pays', () => {
    const at = later(THE_THIRD, 5 * HOUR);
    const added = { at, of: 'wallet', fact: { ...onFile('c'), at } } as const;
    const recording = billRecording([onFile('a')], (cardId) => (cardId === 'c' ? CAPTURED : declined('51')), [added]);
    expect(billFacts(recording).map(({ type }) => type)).toContain('BillPaid');
    expect(shadow(recording).differences).toBe(0);
  });

  it('people ask again what they asked for; what the rules turn down now is told', () => {
    const at = later(THE_THIRD, 5 * HOUR);
    const ask = { at, of: 'people', command: { type: 'PayNow', cardId: 'a' } } as const;
    const recording = billRecording([onFile('a')], (_card, n) => (n === 0 ? declined('51') : CAPTURED), [ask]);
    expect(shadow(recording).differences).toBe(0);
    const blocks = shadow(recording, { policy: { declines: { 51: { sameCard: { when: 'never' } } } } });
    expect(blocks.refused).toStrictEqual([{ at, what: 'PayNow', code: 'card-not-usable' }]);
  });

  it.each([
    ['a setting that there is not', { dunning: { weeks: 3 } }],
    ['a setting of another kind', { tries: { most: 'many' } }],
    ['a row that has no such setting', { declines: { 51: { shown: 'no' } } }],
    ['a wait without times', { declines: { 51: { sameCard: { when: 'later' } } } }],
    ['no network code', { declines: { nope: {} } }],
  ])('%s is turned down', (_what, policy) => {
    expect(() => shadow(billRecording(two, paysAtLast), { policy })).toThrow(RangeError);
  });
});

describe('X7 backtest', () => {
  const recordings = [
    billRecording(two, paysAtLast),
    billRecording(two, (cardId) => (cardId === 'b' ? CAPTURED : declined('51'))),
  ];

  it('sums up what happened, what the rules of now bring, and what the plan brings at least and at most', () => {
    const found = backtest(recordings, { policy: { dunning: { roundsAfterMs: [DAY] } } });
    expect(found.recorded).toMatchObject({ bills: 2, paid: 2, due: { USD: 20_000 }, recovered: { USD: 20_000 } });
    expect(found.baseline).toStrictEqual(found.recorded);
    expect(found.faithful).toBe(2);
    expect(found.least).toMatchObject({ paid: 1, recovered: { USD: 10_000 }, restricted: 1 });
    expect(found.least.tries).toBeLessThan(found.recorded.tries);
  });

  it('an answer that is not on record is a no at least, a yes at most, and is counted', () => {
    const never = billRecording([onFile('a'), onFile('b')], (cardId) => (cardId === 'a' ? CAPTURED : declined('05')));
    const found = backtest([never], { order: 'reversed' });
    expect(found.least).toMatchObject({ paid: 1, tries: 2, assumed: 1 });
    expect(found.most).toMatchObject({ paid: 1, tries: 1, assumed: 1, waitedMs: 0 });
  });

  it('sums of pages are the sum of all; a bill that was never issued is left out; a wrong plan is wrong for all', () => {
    const plan = { order: 'newest-first' } as const;
    const [first, second] = recordings.map((one) => backtest([one], plan));
    expect(addBacktests(addBacktests(NO_BACKTEST, first!), second!)).toStrictEqual(backtest(recordings, plan));
    const empty = { ...recordings[0]!, facts: [] };
    expect(backtest([empty], plan)).toMatchObject({ skipped: 1, recorded: { bills: 0 } });
    expect(() => backtest([empty], { policy: { nothing: 1 } })).toThrow(RangeError);
  });
});

describe('S17 what leaves the log in a recording', () => {
  it('holds no token, no digest, nothing sealed, and still the same for the same', () => {
    const facts = masked(billRecording(two, paysAtLast).facts);
    const text = JSON.stringify(facts);
    for (const secret of ['tok_', 'digest_', 'sealed', 'Hours of Ada']) expect(text).not.toContain(secret);
    const tokens = (cardId: string) =>
      facts.flatMap(({ fact }) => {
        const data = fact.data as { cardId?: string; token?: string; card?: { token: string } };
        return data.cardId === cardId ? [data.token ?? data.card?.token].filter(Boolean) : [];
      });
    expect(new Set(tokens('a')).size).toBe(1);
    expect(tokens('a')[0]).not.toBe(tokens('b')[0]);
    expect(shadow({ ...billRecording(two, paysAtLast), facts }).differences).toBe(0);
  });
});
