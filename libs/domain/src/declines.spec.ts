import { countsAsFailure, failureFor } from './bank-answer';
import { declineFor, declineOf, tryAgainAfter } from './declines';
import { DECLINES } from './declines-table';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const AT = '2026-05-03T03:00:00.000Z';

/** Section 6 of the requirements, typed in once more: code, who can fix it, the same card again, the next card at once. */
const SECTION_6: readonly [codes: string, who: string, same: string, next: boolean][] = [
  ['10', 'person', 'after top-up', true],
  ['01 02', 'person', 'after call', true],
  ['03', 'us', 'after our-fix', false],
  ['04 07 41 43', 'bank', 'never', true],
  ['05', 'bank', 'later', true],
  ['12 57 58', 'person', 'never', true],
  ['13', 'us', 'after our-fix', false],
  ['14 15', 'person', 'never', true],
  ['19 96 06', 'nobody', 'later', true],
  ['46', 'person', 'never', true],
  ['51', 'person', 'later', true],
  ['54', 'person', 'after edit', true],
  ['34 59 63', 'bank', 'never', true],
  ['61 65', 'person', 'later', true],
  ['62 78', 'person', 'after activation', true],
  ['1A 70', 'person', 'after confirmation', true],
  ['75', 'person', 'later', true],
  ['82 N7', 'person', 'later', false],
  ['91 92', 'nobody', 'later', true],
  ['93', 'nobody', 'never', true],
  ['94', 'us', 'after lookup', false],
  ['R0 R1 R3', 'person', 'never', true],
];
const rows = SECTION_6.flatMap(([codes, ...rest]) => codes.split(' ').map((code) => [code, ...rest] as const));

describe('section 6: declines', () => {
  it.each(rows)('%s: %s can fix it; the same card %s; the next card: %s', (code, who, same, next) => {
    const { whoCanFix, sameCard, nextCard } = declineOf(code);
    const when = sameCard.when === 'after' ? `after ${sameCard.what}` : sameCard.when;
    expect([whoCanFix, when, nextCard]).toEqual([who, same, next]);
  });

  it('has these rows and no others', () =>
    expect(Object.keys(DECLINES).sort()).toEqual(['00', '85', ...rows.map(([code]) => code)].sort()));

  it('counts a code that nobody knows as a refusal without a reason', () =>
    expect(declineOf('ZZ')).toBe(declineOf('05')));

  it('blocks lost and stolen cards, and says no more of them than "refused"', () => {
    const blocked = Object.entries(DECLINES).filter(([, { blockCard }]) => blockCard);
    expect(blocked.map(([code]) => code).sort()).toEqual(['04', '07', '41', '43']);
    expect(new Set(blocked.map(([, { shown }]) => shown)).size).toBe(1);
  });

  it('D7 calls an operator where the fault is ours', () => {
    const alarms = Object.entries(DECLINES).filter(([, { alarm }]) => alarm);
    expect(alarms.map(([code]) => code).sort()).toEqual(['03', '13']);
  });

  it('tries a bank that can not be reached twice before the next card', () => {
    for (const code of ['91', '92', '19', '96', '06']) expect(declineOf(code).triesBeforeNextCard).toBe(2);
    expect(declineOf('91').sameCard).toEqual({ when: 'later', waitsMs: [300_000, HOUR] });
  });
});

describe('merchant advice codes override the row', () => {
  it.each([
    ['24', HOUR],
    ['25', DAY],
    ['26', 2 * DAY],
    ['27', 4 * DAY],
    ['28', 6 * DAY],
    ['29', 8 * DAY],
    ['30', 10 * DAY],
  ])('%s: again after %i ms, also where the row says never', (advice, wait) => {
    const decline = declineFor('04', advice);
    expect(decline.sameCard).toEqual({ when: 'later', waitsMs: [wait] });
    expect(tryAgainAfter(decline, AT)).toBe(new Date(Date.parse(AT) + wait).toISOString());
  });

  it('01: new card data, so an edit first', () =>
    expect(declineFor('51', '01')).toMatchObject({
      advice: 'new-card-data',
      sameCard: { when: 'after', what: 'edit' },
    }));
  it('02: later, where the row has no time of its own', () => {
    expect(declineFor('14', '02').sameCard).toEqual({ when: 'later', waitsMs: [DAY] });
    expect(declineFor('51', '02').sameCard).toEqual(declineOf('51').sameCard);
  });
  it('03 and 21: never', () => {
    expect(declineFor('51', '03').sameCard).toEqual({ when: 'never' });
    expect(declineFor('51', '21')).toMatchObject({ advice: 'payer-cancelled', sameCard: { when: 'never' } });
  });
  it.each(['40', '41', '43'])('%s: prepaid or virtual', (advice) =>
    expect(declineFor('51', advice)).toMatchObject({ advice: 'prepaid-or-virtual', sameCard: { when: 'never' } }),
  );
  it('one that nobody knows changes nothing', () => expect(declineFor('51', '99')).toBe(declineOf('51')));
});

describe('the Result of a refused hold', () => {
  it.each([
    [{ networkCode: '51' }, 'hold-declined'],
    [{ networkCode: '1A', bankPage: 'cancelled' }, 'bank-page-cancelled'],
    [{ networkCode: '1A', bankPage: 'failed' }, 'bank-rejected'],
    [{ networkCode: '1A', transStatus: 'N' }, 'bank-rejected'],
    [{ networkCode: '1A', transStatus: 'R' }, 'bank-rejected'],
    [{ networkCode: '91', transStatus: 'U' }, 'system-error'],
    [{ networkCode: 'N7', securityCode: 'mismatch' }, 'data-wrong-or-too-many-tries'],
    [{ networkCode: '05', adviceCode: '40' }, 'prepaid-or-virtual'],
  ] as const)('%o is %s', (refusal, result) => expect(failureFor(refusal).result).toBe(result));

  it('D16 counts what the person or the bank can mend, and nothing of ours', () => {
    expect(countsAsFailure({ result: 'hold-declined', networkCode: '51' })).toBe(true);
    expect(countsAsFailure({ result: 'hold-declined', networkCode: '05' })).toBe(true);
    expect(countsAsFailure({ result: 'bank-rejected', networkCode: '1A' })).toBe(true);
    expect(countsAsFailure({ result: 'hold-declined', networkCode: '03' })).toBe(false);
    expect(countsAsFailure({ result: 'hold-declined', networkCode: '91' })).toBe(false);
    expect(countsAsFailure({ result: 'system-error' })).toBe(false);
    expect(countsAsFailure({ result: 'hold-result-unknown' })).toBe(false);
  });
});
