import fc from 'fast-check';
import type { RateTaken } from './card-addition/events';
import { currencies, minorDigits } from './currencies';
import { holdAmount } from './hold-amount';
import { Refusal } from './refusal';

const at = (to: string, rate: string): RateTaken => ({ from: 'USD', to, rate, asOf: '2024-05-10', source: 'test' });
const held = (to: string, rate: string) => {
  const { amount, rounding } = holdAmount(at(to, rate));
  expect(amount.currency).toBe(to);
  return [amount.minor, rounding];
};

describe('holdAmount', () => {
  it.each([
    ['USD', '1', 100, 'none'],
    ['MXN', '17.25', 1725, 'none'],
    ['CLP', '950.45', 950, 'half-up'],
    ['CLP', '950.5', 951, 'half-up'],
    ['JPY', '157.04', 157, 'half-up'],
    ['KRW', '1371.5', 1372, 'half-up'],
    ['MYR', '4.7405', 474, 'half-up'],
    ['SGD', '1.3549', 135, 'half-up'],
    ['SGD', '1.355', 136, 'half-up'],
  ])('R3 R24 one dollar in %s at %s is %i minor units (%s)', (to, rate, minor, rounding) =>
    expect(held(to, rate)).toStrictEqual([minor, rounding]),
  );

  it.each([
    ['KWD', '0.3075', 1000],
    ['EUR', '0.92', 100],
    ['GBP', '0.7985', 100],
    ['BHD', '0.376', 1000],
  ])('R24 is never below one whole unit: %s', (to, rate, minor) =>
    expect(held(to, rate)).toStrictEqual([minor, 'up-to-minimum']),
  );

  it.each([
    ['TND', '3.123', 3120, 'half-up'],
    ['TND', '3.125', 3130, 'half-up'],
    ['TND', '3.12', 3120, 'none'],
    ['OMR', '1.0049', 1000, 'half-up'],
  ])('R24 of three digits the last one is 0, or gateways refuse it: %s at %s', (to, rate, minor, rounding) =>
    expect(held(to, rate)).toStrictEqual([minor, rounding]),
  );

  it("R24 is never below the network's minimum", () => {
    expect(held('MXN', '9.99')).toStrictEqual([1000, 'up-to-minimum']);
    expect(held('MXN', '10')).toStrictEqual([1000, 'none']);
  });

  it('R24 does not go through a float', () => {
    expect(held('IDR', '16234.005')).toStrictEqual([1_623_401, 'half-up']);
    expect(held('USD', '1.0049999999999999')).toStrictEqual([100, 'half-up']);
    expect(held('USD', '1.005')).toStrictEqual([101, 'half-up']);
  });

  it('R24 is within half of what gateways count in of the dollar, or the least that may be held', () => {
    const rates = fc.tuple(fc.integer({ min: 1, max: 99_999_999 }), fc.integer({ min: 0, max: 6 }));
    fc.assert(
      fc.property(fc.constantFrom(...currencies), rates, ({ code, networkMinimum }, [units, digits]) => {
        const text = String(units).padStart(digits + 1, '0');
        const rate = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
        const { amount, rounding } = holdAmount(at(code, rate));
        const least = Math.max(10 ** minorDigits(code), networkMinimum);
        const scale = 10n ** BigInt(digits);
        const offBy = 2n * (BigInt(amount.minor) * scale - BigInt(units) * 10n ** BigInt(minorDigits(code)));
        const most = scale * (minorDigits(code) === 3 ? 10n : 1n);
        if (rounding === 'up-to-minimum') expect([amount.minor, offBy > 0n]).toStrictEqual([least, true]);
        else expect(amount.minor >= least && offBy > -most && offBy <= most).toBe(true);
        expect(rounding === 'none').toBe(offBy === 0n);
      }),
    );
  });

  it.each(['0', '0.00', '-1', '1e3', '1,5', '', 'NaN', '.5', '1.'])('refuses the rate %p', (rate) =>
    expect(() => holdAmount(at('EUR', rate))).toThrow(RangeError),
  );

  it('refuses a currency that is not offered', () =>
    expect(() => holdAmount(at('XAU', '1'))).toThrow(new Refusal('currency-not-offered', 'XAU')));
});
