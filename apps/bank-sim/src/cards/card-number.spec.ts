import fc from 'fast-check';
import { brandOf, cardNumber, completeNumber, withCheckDigit } from './card-number';

const body = fc.stringMatching(/^[1-9]\d{10,17}$/);

describe('card numbers', () => {
  it('R21 are taken with spaces and dashes', () => {
    expect(cardNumber('4242 4242-4242 4242')).toBe('4242424242424242');
  });

  it.each([
    '',
    '4242',
    '42424242424242424242424',
    '4242424242424241',
    '4242x42424242424',
    '４２４２４２４２４２４２４２４２',
  ])('R21 refuses "%s"', (typed) => {
    expect(cardNumber(typed)).toBeUndefined();
  });

  it('one wrong digit is always found', () => {
    fc.assert(
      fc.property(body, fc.nat(), fc.integer({ min: 1, max: 9 }), (start, at, by) => {
        const number = withCheckDigit(start);
        const digit = at % number.length;
        const wrong = number.slice(0, digit) + ((Number(number[digit]) + by) % 10) + number.slice(digit + 1);
        return cardNumber(number) === number && cardNumber(wrong) === undefined;
      }),
    );
  });

  it('are completed from a prefix', () => {
    expect(completeNumber('40000077', 16)).toBe('4000007700000000');
    expect(completeNumber('37000077', 15)).toHaveLength(15);
  });

  it.each([
    ['4000007700000000', 'visa'],
    ['5555555555554444', 'mastercard'],
    ['2221000000000009', 'mastercard'],
    ['2720990000000007', 'mastercard'],
    ['2721000000000004', 'unknown'],
    ['5600000000000003', 'unknown'],
    ['378282246310005', 'amex'],
    ['341111111111111', 'amex'],
    ['6200000000000005', 'unionpay'],
    ['6011000990139424', 'unknown'],
  ])('%s is %s', (number, brand) => expect(brandOf(number)).toBe(brand));
});
