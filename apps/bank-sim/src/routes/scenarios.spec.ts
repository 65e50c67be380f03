import { Bench, eventually, type PaymentAnswer } from '../../testing/bench';
import { ADVICE_CODES, DECLINE_CODES } from '../../testing/section-6';
import { withCheckDigit } from '../cards/card-number';
import { listedScenarios } from '../scenarios/catalogue';

type Expected = Partial<PaymentAnswer> & { securityCodeResult?: string; addressResult?: string };

const HELD: Expected = { outcome: 'held', networkCode: '00' };
const CAPTURED: Expected = { outcome: 'captured', networkCode: '00' };
const declined = (networkCode: string, more: Expected = {}): Expected => ({
  outcome: 'declined',
  networkCode,
  ...more,
});
const asks = (transStatus: string): Expected => ({
  outcome: 'needs-bank-page',
  bankPageUrl: expect.stringContaining('/bank-page/page_') as unknown as string,
  threeDs: { transStatus },
});
const threeDs = (transStatus: string) => ({ threeDs: { transStatus } });
const half: Expected = { outcome: 'part-approved', networkCode: '10', approved: { currency: 'USD', minor: 2_500 } };
const wrongCode = (code: string): Expected => (['82', 'N7'].includes(code) ? { securityCodeResult: 'mismatch' } : {});

/** What each card answers, written down apart from the bank's own table. */
const EXPECTED: Record<string, { hold?: Expected; charge?: Expected }> = {
  'hold-approved-85': { hold: { outcome: 'held', networkCode: '85' } },
  'charge-approved-85': { charge: { outcome: 'captured', networkCode: '85' } },
  'security-code-not-processed': { hold: { ...HELD, securityCodeResult: 'not-processed' } },
  'security-code-not-supported': { hold: { ...HELD, securityCodeResult: 'not-supported' } },
  'address-mismatch': { hold: { ...HELD, addressResult: 'mismatch' } },
  'insufficient-at-billing': { charge: declined('51') },
  'insufficient-once-at-billing': { charge: declined('51') },
  'unreachable-once-at-billing': { charge: declined('91') },
  'our-set-up-once-at-billing': { charge: declined('03') },
  'part-approved-at-billing': { charge: half },
  'confirm-at-billing': { charge: asks('C') },
  'already-sent-at-billing': { charge: declined('94') },
  'reissued-at-billing': { charge: declined('54', { adviceCode: '01' }) },
  'three-ds-challenge': { hold: asks('C') },
  'three-ds-decoupled': { hold: asks('D') },
  'three-ds-always': { hold: asks('C'), charge: asks('C') },
  'three-ds-frictionless': { hold: { ...HELD, ...threeDs('Y') } },
  'three-ds-attempted': { hold: { ...HELD, ...threeDs('A') } },
  'three-ds-informational': { hold: { ...HELD, ...threeDs('I') } },
  'three-ds-not-confirmed': { hold: declined('1A', threeDs('N')) },
  'three-ds-rejected': { hold: declined('59', threeDs('R')) },
  'three-ds-unavailable': { hold: declined('91', threeDs('U')) },
  'three-ds-then-declined': { hold: asks('C') },
  'three-ds-error': { hold: asks('C') },
  'three-ds-cancelled': { hold: asks('C') },
  'three-ds-silent': { hold: asks('C') },
  ...Object.fromEntries(
    DECLINE_CODES.flatMap((code) => [
      [`hold-declined-${code}`, { hold: declined(code, wrongCode(code)) }],
      [`charge-declined-${code}`, { charge: code === '10' ? half : declined(code, wrongCode(code)) }],
    ]),
  ),
  ...Object.fromEntries(
    ADVICE_CODES.flatMap((adviceCode) => [
      [`hold-advice-${adviceCode}`, { hold: { outcome: 'declined', adviceCode } }],
      [`charge-advice-${adviceCode}`, { charge: { outcome: 'declined', adviceCode } }],
    ]),
  ),
};

/** Cards that answer as any other, in the end; what goes wrong on the way is the faults' spec. */
const plain = listedScenarios().filter(
  ({ name }) => !/^(hold|charge|void|refund)-(lost|late|down|slow|rate|notice)/.test(name),
);

describe('each test card, at the hold and at the bill', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open();
  });
  afterAll(() => bench.close());

  it.each(plain)('$name: $what', async ({ name, number }) => {
    const token = await bench.tokenOf(number);
    const { hold = HELD, charge = CAPTURED } = EXPECTED[name] ?? {};
    const [holdKey, chargeKey] = [bench.key(), bench.key()];

    const asked = await bench.place('hold', token, holdKey);
    expect(asked).toMatchObject({ status: 201, body: hold });
    expect(asked.body.bankPageUrl !== undefined).toBe(hold.outcome === 'needs-bank-page');
    expect(await bench.place('charge', token, chargeKey)).toMatchObject({ status: 201, body: charge });

    const written = (await bench.ledger()).filter(({ key }) => key === holdKey || key === chargeKey);
    expect(written.map(({ operation }) => operation)).toEqual(['hold', 'charge']);
    expect(written[0]).toMatchObject({ status: hold.outcome, amount: { currency: 'USD', minor: 100 } });
  });

  it('a number that a test made itself behaves like the scenario of its prefix', async () => {
    const token = await bench.token('hold-declined-51');
    expect((await bench.place('hold', token)).body).toMatchObject(declined('51'));
  });

  it.each([
    ['debit', { funding: 'debit' }],
    ['prepaid', { funding: 'prepaid' }],
    ['foreign-issuer', { issuingCountry: 'BR' }],
    ['approve', { brand: 'visa', funding: 'credit', issuingCountry: 'US' }],
    ['approve-mastercard', { brand: 'mastercard', funding: 'credit' }],
    ['amex', { brand: 'amex' }],
    ['unionpay', { brand: 'unionpay' }],
    ['other-network', { brand: 'unknown' }],
  ])('%s says so in its description', async (name, description) => {
    const token = await bench.token(name);
    expect((await bench.ask(`/v1/tokens/${token}`)).body).toMatchObject(description);
  });

  it('same-card-again has the fingerprint of the approved card with the same digits', async () => {
    const first = await bench.tokenOf(withCheckDigit('400000771234567'));
    const again = await bench.tokenOf(withCheckDigit('400000811234567'));
    const fingerprints = await Promise.all(
      [first, again].map(
        async (token) => (await bench.ask<{ fingerprint: string }>(`/v1/tokens/${token}`)).body.fingerprint,
      ),
    );
    expect(fingerprints[0]).toBe(fingerprints[1]);
    expect(first).not.toBe(again);
  });

  it.each(['insufficient-once-at-billing', 'unreachable-once-at-billing'])('%s pays the second time', async (name) => {
    const token = await bench.token(name);
    expect((await bench.place('charge', token)).body.outcome).toBe('declined');
    expect((await bench.place('charge', token)).body).toMatchObject(CAPTURED);
  });

  it('already-sent-at-billing says 94; the look-up tells that it was captured', async () => {
    const key = bench.key();
    const { body } = await bench.place('charge', await bench.token('already-sent-at-billing'), key);
    expect(body).toMatchObject(declined('94'));
    expect(await bench.find('charge', key)).toMatchObject({ status: 'captured', networkCode: '00' });
  });

  it.each(['charge-declined-1A', 'charge-declined-70'])('%s asks the customer, when there is one', async (name) => {
    const token = await bench.token(name);
    const key = bench.key();
    const { body } = await bench.place('charge', token, key, { initiatedBy: 'customer' });
    expect(body).toMatchObject(asks('C'));
    await bench.press(body.bankPageUrl ?? '', 'confirm');
    expect(await bench.find('charge', key)).toMatchObject({ status: 'captured' });
  });

  it('reissued-at-billing is followed by the notice of the new card', async () => {
    const token = await bench.token('reissued-at-billing');
    await bench.place('charge', token);
    const notice = await eventuallyAbout(token);
    expect(notice.data).toMatchObject({ token, expiry: '2043-12' });
    expect((await bench.place('charge', String(notice.data.newToken))).body).toMatchObject(CAPTURED);
  });

  const eventuallyAbout = (token: string) =>
    eventually(() => bench.merchant.notices.find(({ type, data }) => type === 'card.updated' && data.token === token));
});
