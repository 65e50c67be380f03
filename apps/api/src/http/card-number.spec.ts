import type { Response } from 'supertest';
import { startBench, type Bench } from '../../testing/bench';
import { ACCESS_MATRIX } from '../../testing/access-matrix';
import { Customer, INDIVIDUAL } from '../../testing/customer';
import { holdsCardNumber } from './card-number';

const NUMBERS = [
  '4111111111111111',
  '4000007700000000',
  '5555555555554444',
  '2223003122003222',
  '378282246310005',
  '6011111111111117',
  '3530111333300000',
  '30569309025904',
  '6200000000000005',
  '4000000000000000006',
];

describe('S2 card numbers', () => {
  it.each(NUMBERS)('%s is seen, with spaces and dashes too', (number) => {
    expect(holdsCardNumber(number)).toBe(true);
    expect(holdsCardNumber(`my card ${number}.`)).toBe(true);
    expect(holdsCardNumber(number.replace(/(\d{4})(?=\d)/g, '$1 '))).toBe(true);
    expect(holdsCardNumber(number.replace(/(\d{4})(?=\d)/g, '$1-'))).toBe(true);
  });

  it.each([
    '4111\u00a01111\u00a01111\u00a01111',
    '4111  1111  1111  1111',
    '4111\n1111\n1111\n1111',
    '4111.1111.1111.1111',
    '4111\u20131111\u20131111\u20131111',
    '4111\u200b1111\u200b1111\u200b1111',
    '\uff14' + '\uff11'.repeat(15),
    '\u0664' + '\u0661'.repeat(15),
  ])('%j is seen as well: other blanks and dashes, dots, digits of another script', (text) =>
    expect(holdsCardNumber(`my card ${text}!`)).toBe(true),
  );

  it.each([
    '4111111111111112',
    '1234567890123456',
    '20240510120000123',
    'a4111111111111111',
    '41111111111',
    '9999999999999995',
  ])('%s is none: its check digit, brand, length or edges are not those of one', (text) =>
    expect(holdsCardNumber(text)).toBe(false),
  );

  it.each(['c1f398c2-6733-4781-8126-1940fb7fc232', 'customer-1C74C167-5733-4136-9755-60B9ED6216C5@example.com'])(
    'a UUID is none, though digits of %s look like one; a number beside it is',
    (text) => {
      expect(holdsCardNumber(text)).toBe(false);
      expect(holdsCardNumber(`${text} 4111111111111111`)).toBe(true);
    },
  );

  describe('over HTTP', () => {
    let bench: Bench;
    let customer: Customer;
    let journeyId: string;
    beforeAll(async () => {
      bench = await startBench();
      customer = await Customer.known(bench);
      journeyId = await customer.addCard();
    });
    afterAll(() => bench.stop());

    const refused = async (answer: Promise<Response>): Promise<void> => {
      const { status, body, text } = await answer;
      expect([status, (body as { code: string }).code]).toStrictEqual([400, 'card-number-not-accepted']);
      for (const number of NUMBERS) expect(text).not.toContain(number);
    };

    it('R21 are turned away wherever they are, and neither logged nor answered', async () => {
      const path = `/v1/card-additions/${journeyId}`;
      const before = bench.log.all().length;
      for (const number of NUMBERS) {
        await refused(customer.post(`${path}/card`, { cardToken: number }));
        await refused(customer.post(`${path}/card`, { cardToken: 'tok_1', holderName: `Ada ${number}` }));
        const asNumber = Number(number); // JSON itself spoils the longest ones
        if (Number.isSafeInteger(asNumber))
          await refused(customer.post(`${path}/card`, { cardToken: 'tok_1', number: asNumber }));
        await refused(customer.post(`${path}/card`, { cardToken: 'tok_1', nested: [{ deep: { pan: number } }] }));
        await refused(customer.post(`${path}/card`, { [number]: 'tok_1' }));
        await refused(customer.post(`${path}/card`, { cardToken: 'tok_1' }, `key-${number}`));
        await refused(customer.get(`/v1/card-additions/${number}`));
        await refused(customer.get(`/v1/payment-methods?card=${number}`));
      }
      await refused(customer.post(`${path}/information`, { ...INDIVIDUAL, address: '4111 1111 1111 1111' }));
      expect(bench.log.all()).toHaveLength(before);
      for (const number of NUMBERS) expect(bench.logged.join('')).not.toContain(number);
    });

    it('a phone number that looks like one is a phone number', async () => {
      const journey = await (await Customer.register(bench, { region: 'CL', ageMs: 0 })).addCard();
      const { body } = await customer.post(`/v1/card-additions/${journey}/mobile-code`, {
        mobileNumber: '+4111111111111111',
      });
      expect((body as { code: string }).code).toBe('not-found');
    });

    it('no answer of any route, page or description holds one', async () => {
      const submitted = await customer.post(`/v1/card-additions/${journeyId}/card`, {
        cardToken: bench.card({ on: 'approve' }),
      });
      expect(submitted.status).toBe(200);
      const gets = Object.keys(ACCESS_MATRIX).flatMap((route) =>
        route.startsWith('GET ') && !route.endsWith('/events') ? [route.slice(4)] : [],
      );
      for (const path of [...gets, '/docs', '/openapi.json']) {
        const address = path.replace(':journeyId', journeyId).replace(':accountId', customer.accountId);
        const { text = '' } = await customer.get(address);
        // Times in the figures of the process are numbers of their own, and no text of a person.
        if (path !== '/metrics') expect([path, holdsCardNumber(text)]).toStrictEqual([path, false]);
        for (const number of NUMBERS) expect(text).not.toContain(number);
      }
    });
  });
});
