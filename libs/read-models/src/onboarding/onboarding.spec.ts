import { asLog, clock, journeyStory, play, type Ending, type Told } from '../../testing';
import type { OnboardingRow } from './table';
import { onboarding } from './projection';

const at = clock(() => 0.5);
const journey = (id: string, ending: Ending): Told[] => journeyStory('acc', id, ending, at);
const rowOf = (...told: Told[]): OnboardingRow => play(onboarding, asLog(told))[0] as OnboardingRow;
const account = (fact: Told['fact']): Told => ({ stream: 'account-acc', fact });

describe('onboarding', () => {
  it('R6 knows the journey that is open', () => {
    expect(rowOf(...journey('j1', 'open')).openJourneyId).toBe('j1');
  });

  it('R6 has none open after it is closed, and the next one when that opens', () => {
    expect(rowOf(...journey('j1', 'declined')).openJourneyId).toBeNull();
    expect(rowOf(...journey('j1', 'declined'), ...journey('j2', 'open')).openJourneyId).toBe('j2');
  });

  it('R30 has the qualification and a card after a success', () => {
    expect(rowOf(...journey('j1', 'succeeded'))).toMatchObject({ postpayment: 'granted', cards: 1 });
  });

  it('D15 R6 follows suspensions and what lifts them', () => {
    const suspended = account({ type: 'PostpaymentSuspended', at: at(), data: { because: 'no-valid-card' } });
    const closed = account({ type: 'AccountSuspended', at: '2024-05-03T12:00:00.000Z', data: { because: 'risk' } });
    expect(rowOf(suspended, closed)).toMatchObject({
      postpayment: 'suspended',
      suspendedAt: '2024-05-03T12:00:00.000Z',
    });
    const restored = account({ type: 'PostpaymentRestored', at: at(), data: { cardId: 'c' } });
    const reopened = account({ type: 'AccountRestored', at: at(), data: { because: 'cleared' } });
    expect(rowOf(suspended, closed, restored, reopened)).toMatchObject({ postpayment: 'granted', suspendedAt: null });
  });

  it('R41 shows the currency chosen last', () => {
    const usd = account({ type: 'CurrencyChosen', at: at(), data: { currency: 'USD' } });
    const eur = account({ type: 'CurrencyChosen', at: at(), data: { currency: 'EUR' } });
    expect(rowOf(usd, eur).currency).toBe('EUR');
  });
});
