import Stripe from 'stripe';
import type { CardNetworkNotice, NoticeReader } from './port';

/** How old or how far ahead a notice's stamp may be, in seconds (S13). */
const TOLERANCE_SECONDS = 5 * 60;

/**
 * Reads Stripe's notices, signed by its own scheme (header `Stripe-Signature`): of payment intents, which are our holds
 * and charges, and of cards that their banks issued or dated anew. Others are told by an id and a type alone.
 */
export function stripeNoticeReader(secret: string): NoticeReader {
  return {
    read(headers, rawBody) {
      const event = verified(headers['stripe-signature'] ?? '', rawBody, secret);
      return event && noticeOf(event);
    },
  };
}

function verified(signature: string, rawBody: string, secret: string): Stripe.Event | undefined {
  try {
    return Stripe.webhooks.constructEvent(rawBody, signature, secret, TOLERANCE_SECONDS);
  } catch {
    return undefined; // forged, stale or broken: all the same to the caller, who refuses it
  }
}

function noticeOf(event: Stripe.Event): CardNetworkNotice | undefined {
  const { id, created } = event;
  const at = new Date(created * 1000).toISOString();
  switch (event.type) {
    case 'payment_intent.amount_capturable_updated':
    case 'payment_intent.canceled':
    case 'payment_intent.payment_failed':
    case 'payment_intent.processing':
    case 'payment_intent.requires_action':
    case 'payment_intent.succeeded': {
      const { metadata, capture_method: capture } = event.data.object;
      const type = capture === 'manual' ? 'hold.updated' : 'charge.updated';
      return { id, type, at, key: metadata['onfile_key'] };
    }
    case 'payment_method.automatically_updated': {
      const { id: token } = event.data.object; // Stripe keeps the token, and changes what it stands for
      const fingerprintBefore = event.data.previous_attributes?.card?.fingerprint ?? undefined;
      const known = fingerprintBefore === undefined ? {} : { fingerprintBefore };
      return { id, type: 'card.updated', at, card: { token, newToken: token, ...known } };
    }
    default:
      return undefined;
  }
}
