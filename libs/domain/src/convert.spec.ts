import fc from 'fast-check';
import type { RateTaken } from './card-addition/events';
import { convert, ratesNeeded } from './convert';
import { currencies, minorDigits } from './currencies';
import { money } from './money';

const rate = (to: string, value: string): RateTaken => ({
  ...{ from: 'USD', to, rate: value },
  ...{ asOf: '2024-05-01T00:00:00.000Z', source: 'spec' },
});
const rates = {
  CLP: rate('CLP', '945.5'),
  EUR: rate('EUR', '0.9'),
  KWD: rate('KWD', '0.307'),
  JPY: rate('JPY', '155.25'),
};

describe('amounts in other currencies, rounded to what the currency has', () => {
  it.each([
    ['USD', 1_000, 'EUR', 900], // two digits to two
    ['USD', 1_000, 'CLP', 9_455], // to none
    ['USD', 1_000, 'KWD', 3_070], // to three
    ['CLP', 9_455, 'USD', 1_000],
    ['KWD', 307, 'JPY', 155], // by way of the dollar: 1.00 is 155.25
    ['JPY', 155, 'KWD', 307], // 0.30650… rounds up
    ['EUR', 1, 'JPY', 2], // 1.725
    ['USD', 1, 'CLP', 9], // 9.455
    ['USD', -1, 'CLP', -9],
    ['EUR', 0, 'USD', 0],
  ])('R30a %s %i is %s %i', (from, minor, to, expected) => {
    expect(convert(money(from, minor), to, rates)).toStrictEqual(money(to, expected));
  });

  it.each([
    [1, 1],
    [-1, -1],
    [3, 2],
    [-3, -2],
  ])('half is rounded away from zero: %i cents at a rate of 0.5 are %i', (minor, expected) => {
    expect(convert(money('USD', minor), 'EUR', { EUR: rate('EUR', '0.5') }).minor).toBe(expected);
  });

  it('is exact: no float is ever made of a rate or of a large amount', () => {
    const exact = { EUR: rate('EUR', '0.100000000000000001') };
    expect(convert(money('USD', 9_007_199_254_740_990), 'EUR', exact).minor).toBe(900_719_925_474_099);
  });

  it('needs the rates of both sides, never the dollar’s, and none where nothing is converted', () => {
    expect(ratesNeeded('CLP', 'CLP')).toStrictEqual([]);
    expect(ratesNeeded('USD', 'CLP')).toStrictEqual(['CLP']);
    expect(ratesNeeded('KWD', 'JPY')).toStrictEqual(['KWD', 'JPY']);
    expect(() => convert(money('USD', 1), 'SEK', rates)).toThrow(RangeError);
  });

  it('there and back differs by no more than the rounding of the coarser one, in any currency', () => {
    const codes = fc.constantFrom(...currencies.map(({ code }) => code).filter((code) => code !== 'USD'));
    fc.assert(
      fc.property(
        codes,
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 1, max: 5e6 }),
        (code, minor, milli) => {
          const given = { [code]: rate(code, (milli / 1_000).toFixed(3)) };
          const there = convert(money('USD', minor), code, given);
          expect(Math.sign(there.minor) * Math.sign(minor)).toBeGreaterThanOrEqual(0);
          const back = convert(there, 'USD', given);
          // Half a unit of the foreign currency in cents, and half a cent.
          const coarse = (100 / (milli / 1_000) / 10 ** minorDigits(code)) * 0.5 + 0.5;
          expect(Math.abs(back.minor - minor)).toBeLessThanOrEqual(coarse + 1e-6);
        },
      ),
    );
  });
});
