import { cardNumber } from '../cards/card-number';
import { DECLINE_CODES } from '../../testing/section-6';
import { CATALOGUE, listedScenarios, numberOf, scenarioOfNumber } from './catalogue';

const all = CATALOGUE.flatMap(({ scenarios }) => scenarios);

describe('the test cards', () => {
  it('have names and prefixes of their own, and numbers that any form takes', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(new Set(all.map(({ prefix }) => prefix)).size).toBe(all.length);
    for (const { number } of listedScenarios()) expect(cardNumber(number)).toBe(number);
  });

  it('are found again by the number that is listed', () => {
    for (const scenario of all) expect(scenarioOfNumber(numberOf(scenario))).toBe(scenario);
  });

  it.each(DECLINE_CODES)('section 6, code %s: a card for the hold and one for the bill', (code) => {
    const names = all.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([`hold-declined-${code}`, `charge-declined-${code}`]));
  });

  it('section 7 names them all', () => {
    const wanted = [
      ...['approve', 'insufficient-at-billing', 'three-ds-always', 'three-ds-never', 'three-ds-then-declined'],
      ...['three-ds-error', 'three-ds-cancelled', 'three-ds-silent', 'three-ds-challenge', 'three-ds-frictionless'],
      ...['debit', 'prepaid', 'foreign-issuer', 'same-card-again', 'part-approved-at-billing', 'confirm-at-billing'],
      ...['hold-lost-before', 'hold-lost-after', 'hold-late', 'hold-notice-twice', 'hold-notice-before-answer'],
      ...['hold-notice-contradicts', 'void-already-settled', 'void-late', 'status-down', 'hold-slow'],
      ...['hold-rate-limited', 'charge-lost-before', 'charge-lost-after', 'charge-late'],
    ];
    expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(wanted));
  });

  it('a card that changes at Edit becomes one that is listed', () => {
    const names = new Set(all.map(({ name }) => name));
    const becomes = all.flatMap(({ renewedAs }) => renewedAs ?? []);
    expect(becomes.filter((name) => !names.has(name))).toStrictEqual([]);
    expect(becomes.length).toBeGreaterThan(0);
  });

  it('a number of no prefix of ours is not known (14)', () => {
    expect(scenarioOfNumber('4999999999999996')).toMatchObject({ hold: { on: 'decline', networkCode: '14' } });
  });
});
