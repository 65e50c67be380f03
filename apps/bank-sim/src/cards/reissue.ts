import type { Bank } from '../bank';
import { scenarioNamed, scenarioOfNumber } from '../scenarios/catalogue';
import { brandOf } from './card-number';
import type { Card } from './cards';
import { issue } from './tokenize';

/** What changes about a card: its date, its last digits, or all of its number. */
export interface CardUpdate {
  readonly expiry?: string;
  readonly last4?: string;
  readonly newNumber?: string;
}

const FOUR_YEARS = 4;

/**
 * The bank issues a card anew, or only gives it another date, and tells by a `card.updated` notice. With a new number
 * the old token is declined from then on (54, advice 01); with only a new date it goes on as it was.
 */
export function reissue(bank: Pick<Bank, 'cards' | 'seed' | 'now' | 'notices'>, card: Card, update: CardUpdate): Card {
  const at = bank.now().toISOString();
  const onlyDate = update.expiry !== undefined && update.last4 === undefined && update.newNumber === undefined;
  const expiry = update.expiry ?? yearsLater(card.expiry, FOUR_YEARS);
  const { token: _old, ...same } = card;
  const issued = issue(bank, { ...same, ...(onlyDate ? {} : newNumber(bank, card, update)), expiry, at });
  if (!onlyDate) bank.cards.replace(card.token, issued.token);
  bank.notices.add('card.updated', { token: card.token, newToken: issued.token, expiry, last4: issued.last4 });
  return issued;
}

function newNumber({ seed }: Pick<Bank, 'seed'>, card: Card, { last4, newNumber: number }: CardUpdate): Partial<Card> {
  if (number !== undefined) {
    return {
      scenario: scenarioOfNumber(number),
      brand: brandOf(number),
      last4: number.slice(-4),
      fingerprint: seed.digest('fingerprint', number).slice(0, 32),
    };
  }
  const digits = last4 ?? seed.digits('last4', card.fingerprint, 4);
  const fingerprint = seed.digest('fingerprint', `${card.fingerprint}\n${digits}`).slice(0, 32);
  return { scenario: scenarioNamed('reissued'), last4: digits, fingerprint };
}

const yearsLater = (expiry: string, years: number): string => `${Number(expiry.slice(0, 4)) + years}${expiry.slice(4)}`;
