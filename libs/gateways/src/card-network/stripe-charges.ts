import Stripe from 'stripe';
import type { CardCharges, ChargeOutcome, ChargeStanding } from './charge-port';
import type { ReleaseOutcome } from './release-outcome';
import { networkCodeOf } from './stripe-declines';
import {
  AMOUNT_REFUSED,
  amountFromStripe,
  asked,
  customerOf,
  isAmountRefused,
  isStripeAmount,
  stripeAmount,
  throwIfTooFast,
  unknownOrThrow,
  type StripeDecline,
} from './stripe-shared';

/** Charges by Stripe: a PaymentIntent that is captured at once. Our key is its idempotency key, and in its metadata. */
export function stripeCharges(stripe: Stripe): CardCharges {
  const search = async (query: string) => {
    const found = await asked(() =>
      stripe.paymentIntents.search({ query, limit: 100, expand: ['data.latest_charge'] }),
    );
    return found?.data ?? [];
  };
  return {
    async chargeCard({ key, token, amount, reference, returnUrl, initiatedBy }) {
      if (!isStripeAmount(amount)) return { outcome: 'declined', networkCode: AMOUNT_REFUSED };
      const customer = await customerOf(stripe, token);
      const inPerson = initiatedBy === 'customer';
      const request: Stripe.PaymentIntentCreateParams = {
        amount: stripeAmount(amount),
        currency: amount.currency.toLowerCase(),
        ...(customer !== undefined && { customer }),
        payment_method: token,
        confirm: true,
        ...(inPerson ? { return_url: returnUrl } : { off_session: true }),
        metadata: { onfile_key: key, onfile_reference: reference },
      };
      try {
        return outcomeOf(await stripe.paymentIntents.create(request, { idempotencyKey: key }));
      } catch (error) {
        return outcomeOfError(error);
      }
    },
    async findCharge(key) {
      const [intent] = await search(`metadata['onfile_key']:'${escaped(key)}'`);
      return intent ? standingOf(intent) : { outcome: 'not-found' };
    },
    async findChargesOf(reference) {
      const intents = await search(`metadata['onfile_reference']:'${escaped(reference)}'`);
      return intents.map((intent) => ({ key: intent.metadata['onfile_key'] ?? '', standing: standingOf(intent) }));
    },
    voidCharge: ({ key, chargeId }) =>
      givenBack(stripe, chargeId, () => stripe.paymentIntents.cancel(chargeId, {}, { idempotencyKey: key })),
    refundCharge: ({ key, chargeId }) =>
      givenBack(stripe, chargeId, () => stripe.refunds.create({ payment_intent: chargeId }, { idempotencyKey: key })),
  };
}

const escaped = (text: string): string => text.replace(/['\\]/g, '\\$&');

function outcomeOf(intent: Stripe.PaymentIntent): ChargeOutcome {
  const chargeId = intent.id;
  if (intent.status === 'succeeded') {
    const { currency, amount, amount_received: received } = intent;
    if (received >= amount) return { outcome: 'captured', chargeId };
    return { outcome: 'part-approved', chargeId, approved: amountFromStripe(currency, received) };
  }
  if (intent.status === 'requires_action') {
    const bankPageUrl = intent.next_action?.redirect_to_url?.url;
    return { outcome: 'needs-bank-page', chargeId, ...(bankPageUrl != null && { bankPageUrl }) };
  }
  if (intent.status === 'requires_payment_method' && intent.last_payment_error) {
    return declined(intent.last_payment_error, chargeId);
  }
  return { outcome: 'unknown' };
}

function standingOf(intent: Stripe.PaymentIntent): ChargeStanding {
  const chargeId = intent.id;
  if (intent.status === 'canceled') return { outcome: 'voided', chargeId };
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  if (charge?.refunded) return { outcome: 'refunded', chargeId };
  return outcomeOf(intent);
}

/** Stripe's words for a bank that wants the customer to confirm: nobody is there, or the page ended without a yes. */
const WANTS_CONFIRMATION = new Set(['authentication_required', 'payment_intent_authentication_failure']);

/** What the bank wants confirmed is 1A of section 6. */
function declined(error: StripeDecline, chargeId: string | undefined): ChargeOutcome {
  const networkCode = WANTS_CONFIRMATION.has(error.code ?? '') ? '1A' : networkCodeOf(error);
  const adviceCode = error.network_advice_code;
  return {
    outcome: 'declined',
    ...(chargeId !== undefined && { chargeId }),
    networkCode,
    ...(adviceCode !== undefined && { adviceCode }),
  };
}

function outcomeOfError(error: unknown): ChargeOutcome {
  if (error instanceof Stripe.errors.StripeCardError) {
    return declined(error as StripeDecline, error.payment_intent?.id);
  }
  if (isAmountRefused(error)) return { outcome: 'declined', networkCode: AMOUNT_REFUSED };
  return unknownOrThrow(error);
}

async function givenBack(stripe: Stripe, chargeId: string, act: () => Promise<unknown>): Promise<ReleaseOutcome> {
  try {
    await act();
    return { outcome: 'released' };
  } catch (error) {
    throwIfTooFast(error);
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return { outcome: 'unknown' };
    const intent = await asked(() => stripe.paymentIntents.retrieve(chargeId, { expand: ['latest_charge'] }));
    const standing = intent && standingOf(intent).outcome;
    if (standing === 'voided' || standing === 'refunded') return { outcome: 'released' };
    const isTaken = standing === 'captured' || standing === 'part-approved';
    return { outcome: 'refused', reason: isTaken ? 'already-settled' : 'other' };
  }
}
