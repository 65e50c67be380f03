import { scenarioNamed, scenarioOfNumber } from '../scenarios/catalogue';
import type { Seed } from '../seed';
import { brandOf, cardNumber, securityCodeLength, withCheckDigit } from './card-number';
import { isExpired, type Card, type Cards } from './cards';

/** What a person types into the card form. */
export interface TypedCard {
  readonly number: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly securityCode: string;
  readonly holderName: string;
  /** Where the person lives, if the form asks: scenario cards are issued there unless they say otherwise. */
  readonly country?: string;
}

/** Why a card was not taken. Stable. */
export type TokenRefusal = 'number-invalid' | 'expiry-in-past' | 'security-code-invalid' | 'holder-missing';

/** What tokenization needs. */
export interface Tokenizer {
  readonly cards: Cards;
  readonly seed: Seed;
  readonly now: () => Date;
}

/** Where this bank issues cards unless a form or a scenario says otherwise. */
const HOME = 'US';

/** R21: a token for a card. The number and the code are forgotten on return; the bank checks the code by scenario. */
export function tokenize(bank: Tokenizer, typed: TypedCard): Card | TokenRefusal {
  const at = bank.now().toISOString();
  const number = cardNumber(typed.number);
  if (number === undefined) return 'number-invalid';
  const expiry = expiryOf(typed);
  if (isExpired(expiry, at)) return 'expiry-in-past';
  const brand = brandOf(number);
  if (!isSecurityCode(typed.securityCode, securityCodeLength(brand))) return 'security-code-invalid';
  if (typed.holderName.trim() === '') return 'holder-missing';

  const scenario = scenarioOfNumber(number);
  const fingerprint = bank.seed.digest('fingerprint', twinOf(number, scenario.twinOf)).slice(0, 32);
  return issue(bank, {
    scenario,
    brand: scenario.brand ?? brand,
    last4: number.slice(-4),
    expiry,
    funding: scenario.funding ?? 'credit',
    country: scenario.country ?? typed.country ?? HOME,
    fingerprint,
    at,
  });
}

/** R37: a new token of the same card with another date. The one before keeps its own, until somebody destroys it. */
export function renew(
  bank: Tokenizer,
  card: Card,
  typed: Pick<TypedCard, 'expMonth' | 'expYear' | 'securityCode'>,
): Card | TokenRefusal {
  const at = bank.now().toISOString();
  const expiry = expiryOf(typed);
  if (isExpired(expiry, at)) return 'expiry-in-past';
  if (!isSecurityCode(typed.securityCode, securityCodeLength(card.brand))) return 'security-code-invalid';
  const { token: _old, deletedAt: _deleted, replacedBy: _replaced, ...same } = card;
  const { renewedAs } = card.scenario;
  const scenario = renewedAs === undefined ? card.scenario : scenarioNamed(renewedAs);
  return issue(bank, { ...same, scenario, expiry, at });
}

/** Keeps a card under a token of its own. */
export function issue({ cards, seed }: Pick<Tokenizer, 'cards' | 'seed'>, card: Omit<Card, 'token' | 'bills'>): Card {
  const token = seed.id('tok', `${card.fingerprint}\n${cards.tokensOf(card.fingerprint)}`);
  const issued = { ...card, token, bills: 0 };
  cards.add(issued);
  return issued;
}

const expiryOf = ({ expYear, expMonth }: Pick<TypedCard, 'expMonth' | 'expYear'>): string =>
  `${expYear}-${String(expMonth).padStart(2, '0')}`;

const isSecurityCode = (typed: string, length: number): boolean => new RegExp(`^\\d{${length}}$`).test(typed);

/** The number whose fingerprint this one has: its own, or that of the twin with the same digits behind the prefix. */
const twinOf = (number: string, prefix: string | undefined): string =>
  prefix === undefined ? number : withCheckDigit(prefix + number.slice(prefix.length, -1));
