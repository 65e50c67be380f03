import fc from 'fast-check';
import { currencies } from './currencies';
import { add, compare, formatMoney, money, toDecimal, type Money } from './money';
import { Refusal } from './refusal';

const amounts = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
const codes = fc.constantFrom(...currencies.map(({ code }) => code));
const refusalOf = (what: () => unknown): unknown => {
  try {
    return what();
  } catch (error) {
    return error instanceof Refusal ? error.code : error;
  }
};

describe('money', () => {
  it('adds like numbers: in any order, zero changes nothing, what is added can be taken away', () => {
    fc.assert(
      fc.property(codes, amounts, amounts, amounts, (code, a, b, c) => {
        const [x, y, z] = [money(code, a), money(code, b), money(code, c)] as [Money, Money, Money];
        expect(add(x, y)).toStrictEqual(add(y, x));
        expect(add(add(x, y), z)).toStrictEqual(add(x, add(y, z)));
        expect(add(x, money(code, 0))).toStrictEqual(x);
        expect(add(add(x, y), money(code, -b))).toStrictEqual(x);
        expect(Math.sign(compare(x, y))).toBe(Math.sign(a - b));
      }),
    );
  });

  it('never mixes currencies', () => {
    const [dollar, euro] = [money('USD', 100), money('EUR', 100)];
    expect(refusalOf(() => add(dollar, euro))).toBe('currency-mismatch');
    expect(refusalOf(() => compare(dollar, euro))).toBe('currency-mismatch');
  });

  it('refuses what a JSON number can not hold exactly', () => {
    expect(() => money('USD', 0.5)).toThrow(RangeError);
    expect(() => money('USD', Number.NaN)).toThrow(RangeError);
    expect(() => add(money('USD', Number.MAX_SAFE_INTEGER), money('USD', 1))).toThrow(RangeError);
  });

  it.each([
    ['USD', 100, '1.00'],
    ['USD', 5, '0.05'],
    ['USD', -105, '-1.05'],
    ['JPY', 150, '150'],
    ['CLP', 0, '0'],
    ['KWD', 1000, '1.000'],
    ['KWD', 7, '0.007'],
  ])('R24 writes %s %i as %s', (currency, minor, text) => expect(toDecimal(money(currency, minor))).toBe(text));

  it('writes every amount exactly', () => {
    fc.assert(
      fc.property(codes, fc.maxSafeInteger(), (code, minor) => {
        const text = toDecimal(money(code, minor));
        expect(Number(text.replace('.', ''))).toBe(minor);
      }),
    );
  });

  it('R24 writes them as people do, with the digits of the currency', () => {
    expect(formatMoney(money('USD', 100), 'en')).toBe('$1.00');
    expect(formatMoney(money('JPY', 150), 'en')).toBe('¥150');
    expect(formatMoney(money('KWD', 1000), 'en')).toBe('KWD\u00a01.000');
    expect(formatMoney(money('EUR', 92), 'es')).toBe('0,92\u00a0€');
    expect(formatMoney(money('USD', 9_007_199_254_740_991), 'en')).toBe('$90,071,992,547,409.91');
  });
});
