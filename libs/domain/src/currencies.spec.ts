import * as dinero from 'dinero.js/currencies';
import { currencies, currencyOf, minorDigits } from './currencies';

describe('currencies', () => {
  it('R24 agrees with a second source on the digits of every decimal currency', () => {
    const decimal = Object.values(dinero).filter(({ base }) => base === 10);
    expect(decimal.length).toBeGreaterThan(150);
    const ours = decimal.map(({ code }) => [code, minorDigits(code)]);
    expect(ours).toStrictEqual(decimal.map(({ code, exponent }) => [code, exponent]));
  });

  it('R24 knows zero, three and four digits', () => {
    expect(['CLP', 'JPY', 'KRW'].map(minorDigits)).toStrictEqual([0, 0, 0]);
    expect(minorDigits('KWD')).toBe(3);
    expect(['CLF', 'UYW'].map(minorDigits)).toStrictEqual([4, 4]);
  });

  it('R19 offers only currencies that exist, each once, with a whole network minimum', () => {
    const known = new Set(Object.values(dinero).map(({ code }) => code as string));
    expect(currencies.filter(({ code }) => !known.has(code))).toStrictEqual([]);
    expect(new Set(currencies.map(({ code }) => code)).size).toBe(currencies.length);
    for (const { networkMinimum } of currencies) expect(Number.isSafeInteger(networkMinimum)).toBe(true);
    expect(currencyOf('KWD')).toStrictEqual({ code: 'KWD', minorDigits: 3, networkMinimum: 200 });
    expect(currencyOf('XAU')).toBeUndefined();
  });
});
