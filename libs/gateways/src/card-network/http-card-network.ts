import { z } from 'zod';
import { callJson, type HttpJsonSettings, type HttpRequest } from '../http-json';
import { GatewayUnreachable } from '../unreachable';
import { readAnswer, release } from './http-answers';
import { httpCharges } from './http-charges';
import type { CardNetwork, HoldOutcome, HoldStanding, TokenDescription } from './port';

const tokenShape = z.object({
  token: z.string(),
  brand: z.enum(['visa', 'mastercard', 'amex', 'unionpay', 'unknown']).catch('unknown'),
  last4: z.string().regex(/^\d{4}$/),
  expiry: z.string().regex(/^\d{4}-\d{2}$/),
  funding: z.enum(['credit', 'debit', 'prepaid', 'unknown']).catch('unknown'),
  issuingCountry: z.string(),
  fingerprint: z.string(),
});

const transStatus = z.enum(['Y', 'A', 'C', 'D', 'N', 'R', 'U', 'I']);

const holdShape = z.object({
  holdId: z.string(),
  status: z.string().optional(),
  outcome: z.string().optional(),
  networkCode: z.string().optional(),
  adviceCode: z.string().optional(),
  securityCodeResult: z.string().optional(),
  threeDs: z.object({ transStatus }).optional(),
  bankPage: z.enum(['cancelled', 'failed']).optional(),
  bankPageUrl: z.url().optional(),
});

type Hold = z.infer<typeof holdShape>;

/** The card gateway over HTTP, as the bank simulator speaks it (apps/bank-sim/README.md). */
export function httpCardNetwork(settings: Omit<HttpJsonSettings, 'name'>): CardNetwork {
  const call = (request: HttpRequest) => callJson({ ...settings, name: 'card network' }, request);
  return {
    async describeToken(token) {
      const answer = await call({ method: 'GET', path: `/v1/tokens/${encodeURIComponent(token)}` });
      if (!answer.answered) throw new GatewayUnreachable('card network');
      if (answer.status === 404) return undefined;
      return readAnswer(tokenShape, answer) satisfies TokenDescription;
    },

    async destroyToken(token) {
      const answer = await call({ method: 'DELETE', path: `/v1/tokens/${encodeURIComponent(token)}` });
      const isGone = answer.answered && (answer.status < 300 || answer.status === 404);
      if (!isGone) throw new GatewayUnreachable('card network');
    },

    async placeHold({ key, ...body }) {
      const answer = await call({ method: 'POST', path: '/v1/holds', key, body });
      if (!answer.answered || answer.status >= 500) return { outcome: 'unknown' };
      const hold = readAnswer(holdShape, answer);
      return outcomeOf(hold, hold.outcome);
    },

    async findHold(key) {
      const answer = await call({ method: 'GET', path: `/v1/holds?key=${encodeURIComponent(key)}` });
      if (!answer.answered || answer.status >= 500) throw new GatewayUnreachable('card network');
      const [hold] = readAnswer(z.object({ holds: z.array(holdShape) }), answer).holds;
      return hold ? standingOf(hold) : { outcome: 'not-found' };
    },

    ...httpCharges(call),

    voidHold: ({ key, holdId }) => release(call, `/v1/holds/${encodeURIComponent(holdId)}/void`, key),
    refundHold: ({ key, holdId }) => release(call, `/v1/holds/${encodeURIComponent(holdId)}/refund`, key),
  };
}

function standingOf(hold: Hold): HoldStanding {
  const { holdId, status } = hold;
  if (status === 'voided' || status === 'expired') return { outcome: 'voided', holdId };
  if (status === 'refunded' || status === 'settled') return { outcome: status, holdId };
  return outcomeOf(hold, status);
}

/** Only an explicit yes or no is final; whatever else the gateway may say is unknown, and is asked again. */
function outcomeOf(hold: Hold, said: string | undefined): HoldOutcome {
  const { holdId, networkCode, adviceCode, threeDs, bankPage, bankPageUrl } = hold;
  if (said === 'held')
    return { outcome: 'held', holdId, transStatus: threeDs?.transStatus, networkCode: networkCode ?? '00' };
  if (said === 'needs-bank-page' && bankPageUrl) return { outcome: said, holdId, bankPageUrl };
  if (said === 'declined') {
    const securityCode = hold.securityCodeResult === 'mismatch' ? 'mismatch' : undefined;
    return {
      outcome: said,
      holdId,
      networkCode: networkCode ?? '05',
      adviceCode,
      transStatus: threeDs?.transStatus,
      bankPage,
      securityCode,
    };
  }
  return { outcome: 'unknown' };
}
