import type { StripeDecline } from './stripe-shared';

/** Section 6: what Stripe's own words for a no are by the network's codes; what is not here is a no without a reason. */
const NETWORK_CODES: Readonly<Record<string, string>> = {
  call_issuer: '01',
  pickup_card: '04',
  invalid_account: '14',
  incorrect_number: '14',
  invalid_number: '14',
  reenter_transaction: '19',
  lost_card: '41',
  stolen_card: '43',
  insufficient_funds: '51',
  expired_card: '54',
  card_not_supported: '57',
  service_not_allowed: '57',
  transaction_not_allowed: '57',
  fraudulent: '59',
  restricted_card: '62',
  security_violation: '63',
  card_velocity_exceeded: '65',
  withdrawal_count_limit_exceeded: '65',
  pin_try_exceeded: '75',
  issuer_not_available: '91',
  processing_error: '96',
  stop_payment_order: 'R0',
  revocation_of_authorization: 'R1',
  revocation_of_all_authorizations: 'R3',
};

const NO_REASON = '05';

/**
 * The network's code of a no. Stripe tells it only where the network itself was asked and answered: else its own word
 * stands in, so that a stolen card is never tried again, and one without money is tried when it may have some.
 */
export function networkCodeOf({ network_decline_code: told, decline_code: word, code }: StripeDecline): string {
  return told ?? NETWORK_CODES[word ?? ''] ?? NETWORK_CODES[code ?? ''] ?? NO_REASON;
}
