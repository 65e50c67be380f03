import type { ShownFact } from '../followed';
import type { FoldedModel } from '../read-model';
import { type OnboardingRow, onboardingTable } from './table';

type State = Omit<OnboardingRow, 'revisions'>;

const SHOWN = new Set<ShownFact['type']>([
  'AccountRegistered',
  'JourneyOpened',
  'JourneyClosed',
  'MobileNumberAdded',
  'AccountInformationCompleted',
  'CurrencyChosen',
  'PostpaymentGranted',
  'PostpaymentSuspended',
  'PostpaymentRestored',
  'AccountSuspended',
  'AccountRestored',
  'CardAdded',
]);

/** R2, R5, R6: which parts of an account are there, and the journey that is open. One row an account. */
export const onboarding: FoldedModel<OnboardingRow> = {
  name: 'onboarding',
  table: onboardingTable,
  categories: ['account', 'wallet'],
  shape: 'folded',
  keyOf: (fact, source) => (SHOWN.has(fact.type) ? source.id : undefined),
  project: (row, fact, source) => ({ ...(row ?? nothingYet(source.id)), ...changeBy(fact, row) }),
};

function nothingYet(accountId: string): State {
  return {
    accountId,
    region: null,
    registeredAt: null,
    mobileAddedAt: null,
    informationCompletedAt: null,
    accountType: null,
    currency: null,
    cards: 0,
    openJourneyId: null,
    openedAt: null,
    postpayment: 'none',
    postpaymentSince: null,
    suspendedAt: null,
  };
}

function changeBy(fact: ShownFact, row: State | undefined): Partial<State> {
  switch (fact.type) {
    case 'AccountRegistered':
      return { region: fact.data.region, registeredAt: fact.data.registeredAt };
    case 'JourneyOpened':
      return { openJourneyId: fact.data.journeyId, openedAt: fact.at };
    case 'JourneyClosed':
      return row?.openJourneyId === fact.data.journeyId ? { openJourneyId: null, openedAt: null } : {};
    case 'MobileNumberAdded':
      return { mobileAddedAt: fact.at };
    case 'AccountInformationCompleted':
      return {
        informationCompletedAt: fact.at,
        accountType: fact.data.accountType,
        currency: fact.data.currency,
      };
    case 'CurrencyChosen':
      return { currency: fact.data.currency };
    case 'PostpaymentGranted':
    case 'PostpaymentRestored':
      return { postpayment: 'granted', postpaymentSince: fact.at };
    case 'PostpaymentSuspended':
      return { postpayment: 'suspended', postpaymentSince: fact.at };
    case 'AccountSuspended':
      return { suspendedAt: fact.at };
    case 'AccountRestored':
      return { suspendedAt: null };
    case 'CardAdded':
      return { cards: (row?.cards ?? 0) + 1 };
    default:
      return {}; // facts this page does not show
  }
}
