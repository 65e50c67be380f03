import { APPROVE, type Behaviour, type Scenario } from './scenario';

/** What each network code of the requirements' section 6 means, for the page that lists the cards. */
const DECLINES: Readonly<Record<string, string>> = {
  '10': 'only a part is approved',
  '01': 'call the bank',
  '02': 'call the bank',
  '03': 'the merchant set-up is refused',
  '04': 'refused, keep the card',
  '07': 'refused, special condition',
  '41': 'lost card',
  '43': 'stolen card',
  '05': 'no reason given',
  '12': 'not allowed for this kind of payment',
  '57': 'not allowed for this card',
  '58': 'not allowed for this merchant',
  '13': 'amount refused',
  '14': 'card number not known',
  '15': 'issuer not known',
  '19': 'try again, system error',
  '96': 'system error',
  '06': 'general error',
  '46': 'account closed',
  '51': 'balance insufficient',
  '54': 'expired, or wrong date',
  '34': 'suspicion of fraud',
  '59': 'suspicion of fraud',
  '63': 'refused for security',
  '61': "over the card's limit",
  '65': 'too many payments',
  '62': 'restricted card',
  '78': 'not activated yet',
  '1A': 'the bank needs the person to confirm',
  '70': 'the bank needs the person to confirm',
  '75': 'too many wrong tries',
  '82': 'security code wrong',
  N7: 'security code wrong',
  '91': 'bank can not be reached',
  '92': 'bank can not be found',
  '93': 'not allowed by law',
  '94': 'already sent',
  R0: 'this payment was stopped by the person',
  R1: 'these payments were stopped by the person',
  R3: 'all payments were stopped by the person',
};

/** Codes with a letter have no two digits to put into a number. */
const DIGITS: Readonly<Record<string, string>> = { '1A': '01', N7: '07', R0: '10', R1: '11', R3: '13' };

/** `400002` and the code for the hold, `400003` for the bill; `400012` and `400013` where the code has a letter. */
const prefixOf = (code: string, at: 'hold' | 'charge'): string =>
  `4000${DIGITS[code] ? '1' : '0'}${at === 'hold' ? '2' : '3'}${DIGITS[code] ?? code}`;

/** One card for each row of section 6 at the hold, and one at the bill. */
export const declines: readonly Scenario[] = Object.entries(DECLINES).flatMap(([code, meaning]) => [
  {
    name: `hold-declined-${code}`,
    prefix: prefixOf(code, 'hold'),
    what: `The hold is declined with ${code}: ${meaning}.`,
    hold: declined(code),
    charge: APPROVE,
  },
  {
    name: `charge-declined-${code}`,
    prefix: prefixOf(code, 'charge'),
    what: `Adds fine; every bill is answered with ${code}: ${meaning}.`,
    hold: APPROVE,
    charge: code === '10' ? { on: 'approve-part' } : declined(code),
  },
]);

function declined(networkCode: string): Behaviour {
  const wrongCode = networkCode === '82' || networkCode === 'N7';
  const confirm = networkCode === '1A' || networkCode === '70';
  return {
    on: 'decline',
    networkCode,
    ...(wrongCode && { securityCodeResult: 'mismatch' }),
    ...(confirm && { asksCustomer: true }),
  };
}

/** Merchant advice codes, with the network code that they come with. */
const ADVICE: Readonly<Record<string, readonly [networkCode: string, meaning: string]>> = {
  '01': ['54', 'new card data exists'],
  '02': ['51', 'try again later'],
  '03': ['05', 'never try again'],
  '21': ['05', 'the payer cancelled'],
  '24': ['51', 'try again after 1 hour'],
  '25': ['51', 'try again after 24 hours'],
  '26': ['51', 'try again after 2 days'],
  '27': ['51', 'try again after 4 days'],
  '28': ['51', 'try again after 6 days'],
  '29': ['51', 'try again after 8 days'],
  '30': ['51', 'try again after 10 days'],
  '40': ['57', 'a prepaid card'],
  '41': ['57', 'a virtual card'],
  '43': ['57', 'a virtual card of many numbers'],
};

/** One card for each merchant advice code at the hold, and one at the bill. */
export const advice: readonly Scenario[] = Object.entries(ADVICE).flatMap(([adviceCode, [networkCode, meaning]]) => [
  {
    name: `hold-advice-${adviceCode}`,
    prefix: `400004${adviceCode}`,
    what: `The hold is declined with ${networkCode}, advice ${adviceCode}: ${meaning}.`,
    hold: { on: 'decline', networkCode, adviceCode },
    charge: APPROVE,
  },
  {
    name: `charge-advice-${adviceCode}`,
    prefix: `400005${adviceCode}`,
    what: `Adds fine; every bill is declined with ${networkCode}, advice ${adviceCode}: ${meaning}.`,
    hold: APPROVE,
    charge: { on: 'decline', networkCode, adviceCode },
  },
]);
