import { z } from 'zod';
import { callJson, type HttpJsonSettings, type HttpRequest } from '../http-json';
import { GatewayUnreachable } from '../unreachable';
import type { CardNetwork, HoldOutcome, HoldStanding, ReleaseOutcome, TokenDescription } from './port';

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

const releaseShape = z.object({
  outcome: z.enum(['voided', 'refunded', 'pending', 'refused']),
  reason: z.string().optional(),
  networkCode: z.string().optional(),
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
      return read(tokenShape, answer) satisfies TokenDescription;
    },

    async placeHold({ key, ...body }) {
      const answer = await call({ method: 'POST', path: '/v1/holds', key, body });
      if (!answer.answered || answer.status >= 500) return { outcome: 'unknown' };
      const hold = read(holdShape, answer);
      return outcomeOf(hold, hold.outcome);
    },

    async findHold(key) {
      const answer = await call({ method: 'GET', path: `/v1/holds?key=${encodeURIComponent(key)}` });
      if (!answer.answered || answer.status >= 500) throw new GatewayUnreachable('card network');
      const [hold] = read(z.object({ holds: z.array(holdShape) }), answer).holds;
      return hold ? standingOf(hold) : { outcome: 'not-found' };
    },

    voidHold: ({ key, holdId }) => release(call, `/v1/holds/${encodeURIComponent(holdId)}/void`, key),
    refundHold: ({ key, holdId }) => release(call, `/v1/holds/${encodeURIComponent(holdId)}/refund`, key),
  };
}

async function release(
  call: (request: HttpRequest) => ReturnType<typeof callJson>,
  path: string,
  key: string,
): Promise<ReleaseOutcome> {
  const answer = await call({ method: 'POST', path, key, body: {} });
  if (!answer.answered || answer.status >= 500) return { outcome: 'unknown' };
  const { outcome, reason, networkCode } = read(releaseShape, answer);
  if (outcome === 'pending') return { outcome };
  if (outcome === 'refused') {
    return { outcome, reason: reason === 'already-settled' ? reason : 'other', networkCode };
  }
  return { outcome: 'released' };
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

/** @throws {Error} when the gateway does not speak the agreed shape: a fault of ours or theirs, not a customer's. */
function read<Shape extends z.ZodType>(shape: Shape, answer: { status: number; body: unknown }): z.infer<Shape> {
  const parsed = shape.safeParse(answer.body);
  if (parsed.success && answer.status < 400) return parsed.data;
  throw new Error(`The card network answered ${answer.status} in a form that is not its own.`);
}
