import { specify } from '@onfile/testing';
import { FROM_CARD, FROM_INFORMATION, JOURNEY, NOON, SEALED, started } from '../fixtures';
import type { CustomerCommand } from './commands';
import { decideCardAddition } from './decide';
import { viewJourney } from './view';
import { evolveWorld, initialWorld, type CardAdditionWrites } from './world';

const journeys = specify({ decide: decideCardAddition, evolve: evolveWorld, initial: initialWorld }, NOON);
const given = journeys.given({ journey: [started(FROM_INFORMATION, { region: 'CL', currency: 'CLP' })] });

type Give = Extract<CustomerCommand, { type: 'GiveInformation' }>;
const individual: Give = { type: 'GiveInformation', accountType: 'individual', industry: 'software', sealed: SEALED };
const enterprise: Give = { ...individual, accountType: 'enterprise', currency: 'EUR' };
const gave = ({ accountType, industry }: Give, currency: string, currencyChosen: boolean): CardAdditionWrites => ({
  journey: [
    { type: 'InformationGiven', at: NOON, sealed: SEALED, data: { accountType, industry, currency, currencyChosen } },
  ],
  account: [
    {
      type: 'AccountInformationCompleted',
      at: NOON,
      sealed: SEALED,
      data: { journeyId: JOURNEY, accountType, industry, currency },
    },
  ],
});

describe('account information', () => {
  it('R17 R18 R20 D12 an individual has the currency of the region', () =>
    given.when(individual).then(gave(individual, 'CLP', false)));

  it('D12 R41 what was chosen in Preferences while the journey is open stays, unless an enterprise chooses here', () => {
    const chosen = { type: 'CurrencyChosen', at: NOON, data: { currency: 'USD' } } as const;
    const after = journeys.given({
      journey: [started(FROM_INFORMATION, { region: 'CL', currency: 'CLP' })],
      account: [chosen],
    });
    after.when(individual).then(gave(individual, 'USD', false));
    after.when(enterprise).then(gave(enterprise, 'EUR', true));
  });

  it('R20 an individual is not asked for a currency', () =>
    given.when({ ...individual, currency: 'EUR' }).thenRefused('information-invalid', { field: 'currency' }));

  it('R19 an enterprise chooses its currency', () => given.when(enterprise).then(gave(enterprise, 'EUR', true)));

  it('R19 an enterprise must choose one that is offered', () => {
    given.when({ ...enterprise, currency: undefined }).thenRefused('currency-missing', { field: 'currency' });
    given.when({ ...enterprise, currency: 'XAU' }).thenRefused('currency-not-offered', { field: 'currency' });
  });

  it('R17 R19 the industry is one of the list', () =>
    given.when({ ...individual, industry: 'alchemy' }).thenRefused('industry-unknown', { field: 'industry' }));

  it('R10 once given, the card is next', () => {
    const after = evolveWorld(initialWorld, { journey: [started(FROM_INFORMATION)] });
    const { journey } = evolveWorld(after, gave(enterprise, 'EUR', true));
    expect(viewJourney(journey)).toMatchObject({ step: 'card', currency: 'EUR' });
    journeys
      .given({ journey: [started(FROM_CARD)] })
      .when(individual)
      .thenRefused('step-out-of-order', { step: 'card' });
  });
});
