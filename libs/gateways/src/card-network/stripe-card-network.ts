import Stripe from 'stripe';
import type { CardBrand } from '@onfile/domain';
import { GatewayUnreachable } from '../unreachable';
import type { CardNetwork, HoldOutcome, HoldStanding } from './port';
import type { ReleaseOutcome } from './release-outcome';
import { stripeCharges } from './stripe-charges';
import { networkCodeOf } from './stripe-declines';
import {
  AMOUNT_REFUSED,
  asked,
  BEFOREHAND_MS,
  customerOf,
  isAmountRefused,
  isStripeAmount,
  stripeAmount,
  throwIfTooFast,
  unknownOrThrow,
  type StripeDecline,
} from './stripe-shared';

const BRANDS: Record<string, CardBrand> = {
  visa: 'visa',
  mastercard: 'mastercard',
  amex: 'amex',
  unionpay: 'unionpay',
};

/**
 * Production's card gateway: a hold is a PaymentIntent with manual capture. The token is a PaymentMethod's id, made in
 * the browser by Stripe's own fields. Our key goes as idempotency key and, for later look-ups, as metadata. The hold also
 * gives the payment method a customer, one to each, who has no name: without one it could be used this once and never for
 * a bill.
 */
export function stripeCardNetwork(stripe: Stripe): CardNetwork {
  return {
    async describeToken(token) {
      const method = await asked(() => stripe.paymentMethods.retrieve(token));
      if (!method?.card) return undefined;
      const { card } = method;
      return {
        token,
        brand: BRANDS[card.brand] ?? 'unknown',
        last4: card.last4,
        expiry: `${card.exp_year}-${String(card.exp_month).padStart(2, '0')}`,
        funding: fundingOf(card.funding),
        issuingCountry: card.country ?? '',
        fingerprint: card.fingerprint ?? '',
      };
    },

    destroyToken: (token) => detached(stripe, token),

    async placeHold({ key, token, amount, returnUrl, reference }) {
      if (!isStripeAmount(amount)) return { outcome: 'declined', networkCode: AMOUNT_REFUSED };
      const customer = (await customerOf(stripe, token)) ?? (await newCustomer(stripe, key, reference));
      const request: Stripe.PaymentIntentCreateParams = {
        amount: stripeAmount(amount),
        currency: amount.currency.toLowerCase(),
        customer,
        payment_method: token,
        setup_future_usage: 'off_session',
        capture_method: 'manual',
        confirm: true,
        return_url: returnUrl,
        metadata: { onfile_key: key, onfile_reference: reference },
      };
      try {
        return outcomeOf(await stripe.paymentIntents.create(request, { idempotencyKey: key }));
      } catch (error) {
        return outcomeOfError(error);
      }
    },

    async findHold(key) {
      const query = `metadata['onfile_key']:'${key.replace(/['\\]/g, '\\$&')}'`;
      const found = await asked(() =>
        stripe.paymentIntents.search({ query, limit: 1, expand: ['data.latest_charge'] }),
      );
      const intent = found?.data[0];
      return intent ? standingOf(intent) : { outcome: 'not-found' };
    },

    ...stripeCharges(stripe),

    voidHold: ({ key, holdId }) =>
      released(stripe, holdId, () => stripe.paymentIntents.cancel(holdId, {}, { idempotencyKey: key })),
    refundHold: ({ key, holdId }) =>
      released(stripe, holdId, () => stripe.refunds.create({ payment_intent: holdId }, { idempotencyKey: key })),
  };
}

/** @throws {GatewayUnreachable} no hold was asked for */
async function newCustomer(stripe: Stripe, key: string, reference: string): Promise<string> {
  const request = { metadata: { onfile_reference: reference } };
  try {
    return (await stripe.customers.create(request, { idempotencyKey: `${key}/customer`, timeout: BEFOREHAND_MS })).id;
  } catch (error) {
    throw new GatewayUnreachable('Stripe', undefined, { cause: error });
  }
}

/** Stripe forgets a payment method by detaching it; one that is not attached can never be used again. */
async function detached(stripe: Stripe, token: string): Promise<void> {
  try {
    await stripe.paymentMethods.detach(token);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return;
    throw new GatewayUnreachable('Stripe', undefined, { cause: error });
  }
}

function fundingOf(funding: string): 'credit' | 'debit' | 'prepaid' | 'unknown' {
  return funding === 'credit' || funding === 'debit' || funding === 'prepaid' ? funding : 'unknown';
}

function outcomeOf(intent: Stripe.PaymentIntent): HoldOutcome {
  const holdId = intent.id;
  if (intent.status === 'requires_capture') return { outcome: 'held', holdId, networkCode: '00' };
  const bankPageUrl = intent.next_action?.redirect_to_url?.url;
  if (intent.status === 'requires_action' && bankPageUrl) return { outcome: 'needs-bank-page', holdId, bankPageUrl };
  if (intent.status === 'requires_payment_method' && intent.last_payment_error) {
    return declineOf(intent.last_payment_error, holdId);
  }
  return { outcome: 'unknown' };
}

function standingOf(intent: Stripe.PaymentIntent): HoldStanding {
  const holdId = intent.id;
  if (intent.status === 'canceled') return { outcome: 'voided', holdId };
  if (intent.status !== 'succeeded') return outcomeOf(intent);
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  return charge?.refunded ? { outcome: 'refunded', holdId } : { outcome: 'settled', holdId };
}

function declineOf(error: StripeDecline, holdId: string | undefined): HoldOutcome {
  return {
    outcome: 'declined',
    holdId,
    networkCode: networkCodeOf(error),
    adviceCode: error.network_advice_code,
    ...(error.code === 'payment_intent_authentication_failure' ? { transStatus: 'N', bankPage: 'failed' } : {}),
    ...(error.code === 'incorrect_cvc' ? { securityCode: 'mismatch' } : {}),
  };
}

/** A card error is the bank's no. What Stripe refused before trying is ours. A broken line leaves it unknown. */
function outcomeOfError(error: unknown): HoldOutcome {
  if (error instanceof Stripe.errors.StripeCardError) {
    return declineOf(error as StripeDecline, error.payment_intent?.id);
  }
  if (isAmountRefused(error)) return { outcome: 'declined', networkCode: AMOUNT_REFUSED };
  return unknownOrThrow(error);
}

async function released(stripe: Stripe, holdId: string, act: () => Promise<unknown>): Promise<ReleaseOutcome> {
  try {
    await act();
    return { outcome: 'released' };
  } catch (error) {
    throwIfTooFast(error);
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return { outcome: 'unknown' };
    const intent = await asked(() => stripe.paymentIntents.retrieve(holdId, { expand: ['latest_charge'] }));
    const standing = intent && standingOf(intent).outcome;
    if (standing === 'voided' || standing === 'refunded') return { outcome: 'released' };
    return { outcome: 'refused', reason: standing === 'settled' ? 'already-settled' : 'other' };
  }
}
