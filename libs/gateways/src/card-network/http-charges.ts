import { z } from 'zod';
import type { callJson, HttpRequest } from '../http-json';
import { GatewayUnreachable } from '../unreachable';
import type { CardCharges, ChargeOutcome, ChargeStanding } from './charge-port';
import { readAnswer, release } from './http-answers';

const chargeShape = z.object({
  chargeId: z.string(),
  key: z.string().optional(),
  status: z.string().optional(),
  outcome: z.string().optional(),
  networkCode: z.string().optional(),
  adviceCode: z.string().optional(),
  approved: z.object({ currency: z.string(), minor: z.int() }).optional(),
  bankPageUrl: z.url().optional(),
});
const chargesShape = z.object({ charges: z.array(chargeShape) });

/** What a charge that was just asked for may come to. */
const ANSWERS = new Set(['captured', 'declined', 'part-approved', 'needs-bank-page']);

type Charge = z.infer<typeof chargeShape>;

/** Charges of the card gateway over HTTP, as the bank simulator speaks it. */
export function httpCharges(call: (request: HttpRequest) => ReturnType<typeof callJson>): CardCharges {
  const ask = async (query: string): Promise<readonly Charge[]> => {
    const answer = await call({ method: 'GET', path: `/v1/charges?${query}` });
    if (!answer.answered || answer.status >= 500) throw new GatewayUnreachable('card network');
    return readAnswer(chargesShape, answer).charges;
  };
  return {
    async chargeCard({ key, ...body }) {
      const answer = await call({ method: 'POST', path: '/v1/charges', key, body });
      if (!answer.answered || answer.status >= 500) return { outcome: 'unknown' };
      const charge = readAnswer(chargeShape, answer);
      // Whatever else it may say at once is no answer to this request: it is looked up.
      return ANSWERS.has(charge.outcome ?? '')
        ? (standingOf(charge, charge.outcome) as ChargeOutcome)
        : { outcome: 'unknown' };
    },
    async findCharge(key) {
      const [charge] = await ask(`key=${encodeURIComponent(key)}`);
      return charge ? standingOf(charge, charge.status) : { outcome: 'not-found' };
    },
    async findChargesOf(reference) {
      const charges = await ask(`reference=${encodeURIComponent(reference)}`);
      return charges.map((charge) => ({ key: charge.key ?? '', standing: standingOf(charge, charge.status) }));
    },
    voidCharge: ({ key, chargeId }) => release(call, `/v1/charges/${encodeURIComponent(chargeId)}/void`, key),
    refundCharge: ({ key, chargeId }) => release(call, `/v1/charges/${encodeURIComponent(chargeId)}/refund`, key),
  };
}

/** Only an explicit yes or no is final; whatever else the gateway may say is unknown, and is asked again. */
function standingOf(charge: Charge, said: string | undefined): ChargeStanding {
  const { chargeId, networkCode = '05', adviceCode, approved, bankPageUrl } = charge;
  const outcomes: Readonly<Record<string, ChargeStanding | ChargeOutcome>> = {
    captured: { outcome: 'captured', chargeId },
    declined: { outcome: 'declined', chargeId, networkCode, ...(adviceCode !== undefined && { adviceCode }) },
    'part-approved': { outcome: 'part-approved', chargeId, ...(approved && { approved }) },
    'needs-bank-page': { outcome: 'needs-bank-page', chargeId, ...(bankPageUrl !== undefined && { bankPageUrl }) },
    voided: { outcome: 'voided', chargeId },
    refunded: { outcome: 'refunded', chargeId },
  };
  return (said === undefined ? undefined : outcomes[said]) ?? { outcome: 'unknown' };
}
