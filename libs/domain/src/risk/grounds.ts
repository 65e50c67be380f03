import { isExpired } from '../card-expiry';
import { convert, type Rates, ratesNeeded } from '../convert';
import type { Money } from '../money';
import { hasValidCard } from '../wallet/deduction-order';
import type { Wallet } from '../wallet/state';
import type { RiskGround, RiskPolicy, RiskRule } from './rules';

/** What the rules of risk look at. */
export interface RiskView {
  /** Unbilled charges, in the account's currency. */
  readonly unbilled: Money;
  readonly wallet: Wallet;
  /** When the month's bill is due (D9). */
  readonly dueAt: string;
  readonly zone: string;
  readonly rates: Rates;
}

/** D13: the grounds to bill an account before the third, each with its inputs. None where nothing is owed. */
export function riskGrounds(view: RiskView, { rules, unbilledLimit }: RiskPolicy, at: string): readonly RiskGround[] {
  if (view.unbilled.minor <= 0) return [];
  return rules.flatMap((rule) => ground(rule, view, unbilledLimit, at) ?? []);
}

function ground(rule: Exclude<RiskRule, 'operator'>, view: RiskView, limit: Money, at: string): RiskGround | undefined {
  const { unbilled, wallet, dueAt, zone, rates } = view;
  const owed = { unbilledMinor: unbilled.minor, currency: unbilled.currency };
  switch (rule) {
    case 'unbilled-over-limit': {
      if (ratesNeeded(limit.currency, unbilled.currency).some((needed) => !rates[needed])) return undefined;
      const most = convert(limit, unbilled.currency, rates);
      return unbilled.minor > most.minor ? { rule, inputs: { ...owed, limitMinor: most.minor } } : undefined;
    }
    case 'no-valid-card':
      return hasValidCard(wallet, at, zone) ? undefined : { rule, inputs: { ...owed, cards: wallet.cards.length } };
    case 'default-expires-before-third': {
      const held = wallet.cards.find(({ cardId }) => cardId === wallet.defaultCardId);
      if (!held || isExpired(held.card.expiry, at, zone) || !isExpired(held.card.expiry, dueAt, zone)) return undefined;
      return { rule, inputs: { ...owed, cardId: held.cardId, expiry: held.card.expiry, dueAt } };
    }
  }
}

/** R30b: an operator's own ground, with the reason in writing. */
export function operatorGround(by: string, reason: string, unbilled: Money): RiskGround {
  return {
    rule: 'operator',
    inputs: { unbilledMinor: unbilled.minor, currency: unbilled.currency },
    by,
    reason,
  };
}
