import Stripe from 'stripe';
import type { Money } from '@onfile/domain';
import { GatewayUnreachable } from '../unreachable';

/** Stripe's minor units follow ISO 4217 but for these: they are sent in hundredths of a unit that has none. */
const SENT_IN_HUNDREDTHS = new Set(['ISK', 'UGX']);

/** An amount as Stripe counts it. */
export function stripeAmount({ currency, minor }: Money): number {
  return SENT_IN_HUNDREDTHS.has(currency) ? minor * 100 : minor;
}

/** What of Stripe's card error the rules look at. */
export type StripeDecline = Pick<Stripe.PaymentIntent.LastPaymentError, 'code' | 'decline_code'> & {
  network_decline_code?: string;
  network_advice_code?: string;
};

/** A question that moves nothing. `undefined`: Stripe does not know it. @throws {GatewayUnreachable} */
export async function asked<T>(question: () => Promise<T>): Promise<T | undefined> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) return undefined;
    if (
      error instanceof Stripe.errors.StripeInvalidRequestError ||
      error instanceof Stripe.errors.StripeAuthenticationError
    ) {
      throw error;
    }
    throw new GatewayUnreachable('Stripe', undefined, { cause: error });
  }
}

/**
 * What an error of Stripe says beside the bank's own no: a broken line leaves the outcome unknown; what Stripe refused
 * before trying is a fault of ours, and comes through.
 * @throws {GatewayUnreachable} when Stripe asks us to slow down: nothing was done.
 */
export function unknownOrThrow(error: unknown): { outcome: 'unknown' } {
  throwIfTooFast(error);
  if (error instanceof Stripe.errors.StripeConnectionError || error instanceof Stripe.errors.StripeAPIError) {
    return { outcome: 'unknown' };
  }
  throw error;
}

/** @throws {GatewayUnreachable} for Stripe's rate limit, and for nothing else. */
export function throwIfTooFast(error: unknown): void {
  if (error instanceof Stripe.errors.StripeRateLimitError) {
    throw new GatewayUnreachable('Stripe', undefined, { cause: error });
  }
}
