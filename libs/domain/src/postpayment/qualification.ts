import type { AccountEvent } from '../account/events';
import type { Account } from '../account/state';
import { deductionOrder } from '../wallet/deduction-order';
import type { Wallet } from '../wallet/state';

/**
 * D15: what becomes of the postpayment qualification with these cards. Losing the last valid card suspends it, whether
 * by expiry, a block or removal; a valid card restores it. It names the first card that would be tried.
 */
export function qualificationWith(wallet: Wallet, account: Account, at: string, billingZone: string): AccountEvent[] {
  const valid = deductionOrder(wallet, at, billingZone).find(({ skipped }) => skipped === undefined);
  if (account.postpayment === 'granted' && !valid) {
    return [{ type: 'PostpaymentSuspended', at, data: { because: 'no-valid-card' } }];
  }
  if (account.postpayment === 'suspended' && valid) {
    return [{ type: 'PostpaymentRestored', at, data: { cardId: valid.held.cardId } }];
  }
  return [];
}
