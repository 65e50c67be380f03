import { toDecimalText } from './amount-text';

it.each([
  ['USD', 100, '1.00'],
  ['USD', 5, '0.05'],
  ['CLP', 950, '950'],
  ['JPY', 150, '150'],
  ['KWD', 1_000, '1.000'],
  ['XXX', 100, '1.00'],
])('%s %d is %s', (currency, minor, text) => expect(toDecimalText({ currency, minor })).toBe(text));
