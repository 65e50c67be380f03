import Stripe from 'stripe';
import { minorDigits, type Money } from '@onfile/domain';
import { GatewayUnreachable } from '../unreachable';

/** Stripe's minor units follow ISO 4217 but for these: they are sent in hundredths of a unit that has none. */
const SENT_IN_HUNDREDTHS = new Set(['ISK', 'UGX']);

/** An amount as Stripe counts it. */
export function stripeAmount({ currency, minor }: Money): number {
  return SENT_IN_HUNDREDTHS.has(currency) ? minor * 100 : minor;
}

/** An amount that Stripe tells, in our own minor units. */
export function amountFromStripe(code: string, counted: number): Money {
  const currency = code.toUpperCase();
  return { currency, minor: SENT_IN_HUNDREDTHS.has(currency) ? Math.round(counted / 100) : counted };
}

/** Section 6: the amount is refused. Ours to mend, so that a bill waits for an operator and is not sent for ever. */
export const AMOUNT_REFUSED = '13';

/** Whether Stripe takes such an amount at all: of a currency with three digits the last one has to be 0. */
export function isStripeAmount({ currency, minor }: Money): boolean {
  return minorDigits(currency) !== 3 || minor % 10 === 0;
}

const AMOUNT_CODES = new Set(['amount_too_small', 'amount_too_large', 'invalid_charge_amount']);

/** Whether Stripe refused a request for its amount, before any bank saw it. */
export function isAmountRefused(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && AMOUNT_CODES.has(error.code ?? '');
}

/** How long is waited for what is asked before money moves: all of it together has to fit into what a call may take. */
export const BEFOREHAND_MS = 4_000;

/**
 * The customer of Stripe whom a payment method belongs to. One that was used without belonging to anybody can never be
 * used again, and one that belongs to somebody is taken with its customer alone. @throws {GatewayUnreachable}
 */
export async function customerOf(stripe: Stripe, token: string): Promise<string | undefined> {
  const { customer = null } =
    (await asked(() => stripe.paymentMethods.retrieve(token, {}, { timeout: BEFOREHAND_MS }))) ?? {};
  return typeof customer === 'string' ? customer : customer?.id;
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

/** The last one: the key was sent before with other data, as under another address of ours; how that stands is looked up. */
const WITHOUT_ANSWER = [
  Stripe.errors.StripeConnectionError,
  Stripe.errors.StripeAPIError,
  Stripe.errors.StripeIdempotencyError,
];

/**
 * What an error of Stripe says beside the bank's own no: a broken line leaves the outcome unknown; what Stripe refused
 * before trying is a fault of ours, and comes through.
 * @throws {GatewayUnreachable} when Stripe asks us to slow down: nothing was done.
 */
export function unknownOrThrow(error: unknown): { outcome: 'unknown' } {
  throwIfTooFast(error);
  if (WITHOUT_ANSWER.some((kind) => error instanceof kind)) return { outcome: 'unknown' };
  throw error;
}

/** @throws {GatewayUnreachable} for Stripe's rate limit, and for nothing else. */
export function throwIfTooFast(error: unknown): void {
  if (error instanceof Stripe.errors.StripeRateLimitError) {
    throw new GatewayUnreachable('Stripe', undefined, { cause: error });
  }
}
