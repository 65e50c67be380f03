import { hasValidCard } from '../wallet/deduction-order';
import type { Wallet } from '../wallet/state';
import type { Account } from './state';

/** R1: the parts of onboarding, in their order. */
export type OnboardingPart = 'mobile' | 'information' | 'card';

/** R2: whether services may be subscribed to and enabled. */
export interface SubscriptionGate {
  readonly allowed: boolean;
  /** In the order in which they are asked for; with nothing missing the account itself is restricted or suspended. */
  readonly missing: readonly OnboardingPart[];
}

/**
 * R1, R2: until mobile number, account information and a valid card are there, services can only be viewed. A card that
 * has expired by the calendar of `billingZone`, or is blocked, does not count (D15), nor does any while the account is
 * suspended, or restricted because a bill is unpaid (D14).
 */
export function subscriptionGate(account: Account, wallet: Wallet, billingZone: string, at: string): SubscriptionGate {
  const parts: readonly [OnboardingPart, boolean][] = [
    ['mobile', account.numberHash !== undefined],
    ['information', account.accountType !== undefined],
    ['card', hasValidCard(wallet, at, billingZone)],
  ];
  const missing = parts.filter(([, isThere]) => !isThere).map(([part]) => part);
  return { allowed: missing.length === 0 && !account.suspended && !account.restricted, missing };
}
