import { specify } from '@onfile/testing';
import {
  ACCOUNT,
  cardAdded,
  cardSubmitted,
  failed,
  fingerprintTaken,
  FROM_CARD,
  FROM_INFORMATION,
  holdAsked,
  holdUnknown,
  JOURNEY,
  journeyClosed,
  NOON,
  OTHER_ACCOUNT,
  started,
  submitCard,
  VISA,
} from '../fixtures';
import type { CardSummary } from '../card';
import type { ResultCode } from '../result';
import { decideCardAddition } from './decide';
import { defaultPolicy } from './policy';
import { evolveWorld, initialWorld, type CardAdditionWrites } from './world';

const journeys = specify({ decide: decideCardAddition, evolve: evolveWorld, initial: initialWorld }, NOON);
const given = (others: CardAdditionWrites = {}) => journeys.given({ journey: [started(FROM_CARD)], ...others });
const accepted = { journey: [cardSubmitted()] };
const failsAtOnce = (card: CardSummary, result: ResultCode): CardAdditionWrites => ({
  journey: [cardSubmitted(card), failed({ result })],
  account: [journeyClosed(JOURNEY, 'failed', { result, countsAsFailure: true })],
});

describe('the card', () => {
  it('R21 is submitted', () => given().when(submitCard()).then(accepted));

  it('R21 is good to the last day of its month in the billing zone', () => {
    const may = { ...VISA, expiry: '2024-05' };
    const lastMoment = '2024-05-31T15:59:59.999Z';
    const june = '2024-05-31T16:00:00.000Z';
    given()
      .when(submitCard(may), lastMoment)
      .then({ journey: [{ ...cardSubmitted(may), at: lastMoment }] });
    given().when(submitCard(may), june).thenRefused('expiry-in-past', { field: 'expiry' });
  });

  it('R21 an expiry that is no month is refused', () =>
    given()
      .when(submitCard({ ...VISA, expiry: '2030-13' }))
      .thenRefused('expiry-in-past'));

  it('R22 a double Yes is one card, also once the hold was asked for or is unknown', () => {
    for (const facts of [[], [holdAsked()], [holdAsked(), holdUnknown()]]) {
      const journey = [started(FROM_CARD), cardSubmitted(), ...facts];
      journeys.given({ journey }).when(submitCard()).thenNothing();
      journeys
        .given({ journey })
        .when(submitCard({ ...VISA, token: 'tok_again' }))
        .thenNothing();
    }
  });

  it('R22 another card does not replace the one that is being checked', () => {
    const other = submitCard({ ...VISA, fingerprint: 'other' });
    const submitted = [started(FROM_CARD), cardSubmitted()];
    journeys.given({ journey: submitted }).when(other).thenRefused('step-out-of-order', { step: 'bank-page' });
    journeys
      .given({ journey: [...submitted, holdAsked()] })
      .when(other)
      .thenRefused('bank-is-checking', {});
  });

  it('R22 waits for its turn, and comes too late when the journey is over', () => {
    journeys
      .given({ journey: [started(FROM_INFORMATION)] })
      .when(submitCard())
      .thenRefused('step-out-of-order', { step: 'information' });
    journeys
      .given({ journey: [started(FROM_CARD), failed()] })
      .when(submitCard())
      .thenRefused('journey-over', { journeyId: JOURNEY });
  });
});

describe('which cards may be added', () => {
  const refused: readonly [string, Partial<CardSummary>, ResultCode][] = [
    ['another network', { brand: 'amex' }, 'network-not-supported'],
    ['an unknown network', { brand: 'unknown' }, 'network-not-supported'],
    ['a debit card', { funding: 'debit' }, 'not-a-credit-card'],
    ['a card of unknown kind', { funding: 'unknown' }, 'not-a-credit-card'],
    ['a prepaid card', { funding: 'prepaid' }, 'prepaid-or-virtual'],
    ['a card issued elsewhere', { issuingCountry: 'FR' }, 'issued-in-other-country'],
  ];

  it.each(refused)('D16 %s fails the journey at once, without a hold', (_, wrong, result) => {
    const card = { ...VISA, ...wrong };
    given().when(submitCard(card)).then(failsAtOnce(card, result));
  });

  it('D16 Mastercard is fine', () => {
    const card = { ...VISA, brand: 'mastercard' } as const;
    given()
      .when(submitCard(card))
      .then({ journey: [cardSubmitted(card)] });
  });

  it('D16 each is a setting', () => {
    const policy = { ...defaultPolicy, networks: ['amex'], fundings: ['debit'], refuseForeignIssuer: false };
    const card = { ...VISA, brand: 'amex', funding: 'debit', issuingCountry: 'FR' } as const;
    journeys
      .given({ journey: [started(FROM_CARD, { policy })] })
      .when(submitCard(card))
      .then({ journey: [cardSubmitted(card)] });
  });

  it("D16 a territory's cards are issued under its parent's code", () =>
    journeys
      .given({ journey: [started(FROM_CARD, { region: 'PR' })] })
      .when(submitCard())
      .then(accepted));

  it('D16 a card of another account', () =>
    given({ fingerprint: [fingerprintTaken(OTHER_ACCOUNT)] })
      .when(submitCard())
      .then(failsAtOnce(VISA, 'card-on-another-account')));

  it('D16 a card that is already on file here', () => {
    given({ wallet: [cardAdded('c1')] })
      .when(submitCard())
      .then(failsAtOnce(VISA, 'duplicate-on-account'));
    given({ fingerprint: [fingerprintTaken(ACCOUNT)] })
      .when(submitCard())
      .then(failsAtOnce(VISA, 'duplicate-on-account'));
  });

  it('D16 a card that its account gave up is free again', () => {
    const released = { accountId: OTHER_ACCOUNT, cardId: 'card_earlier' };
    given({
      fingerprint: [fingerprintTaken(OTHER_ACCOUNT), { type: 'FingerprintReleased', at: NOON, data: released }],
    })
      .when(submitCard())
      .then(accepted);
  });

  it('R6 the tenth card is the last', () => {
    const wallet = Array.from({ length: 10 }, (_, i) => cardAdded(`c${i}`, { ...VISA, fingerprint: `f${i}` }));
    given({ wallet }).when(submitCard()).thenRefused('too-many-cards', { limit: 10 });
  });
});

describe("Chile's ID", () => {
  const chile = (rutStrict = false) =>
    journeys.given({ journey: [started(FROM_CARD, { region: 'CL', policy: { ...defaultPolicy, rutStrict } })] });
  const card = { ...VISA, issuingCountry: 'CL' };
  const withId = (taxId: { type: 'RUT' | 'Otro'; warning?: 'check-digit' }) => ({ ...submitCard(card), taxId });
  const submittedWith = (taxId: { type: 'RUT' | 'Otro'; warning?: 'check-digit' }): CardAdditionWrites => {
    const fact = cardSubmitted(card);
    return { journey: [fact.type === 'CardSubmitted' ? { ...fact, data: { card, taxId } } : fact] };
  };

  it('R23 R26 is asked for with the card', () => {
    chile().when(submitCard(card)).thenRefused('tax-id-missing', { field: 'taxId' });
    chile()
      .when(withId({ type: 'RUT' }))
      .then(submittedWith({ type: 'RUT' }));
    chile()
      .when(withId({ type: 'Otro' }))
      .then(submittedWith({ type: 'Otro' }));
  });

  it('R26 is not asked for elsewhere', () =>
    given()
      .when({ ...submitCard(), taxId: { type: 'RUT' } })
      .thenRefused('tax-id-invalid', { field: 'taxId' }));

  it('D3 a wrong check digit is a recorded warning, or refused by the setting', () => {
    const warned = { type: 'RUT', warning: 'check-digit' } as const;
    chile().when(withId(warned)).then(submittedWith(warned));
    chile(true).when(withId(warned)).thenRefused('tax-id-invalid', { field: 'taxId' });
    chile(true)
      .when(withId({ type: 'RUT' }))
      .then(submittedWith({ type: 'RUT' }));
  });
});
