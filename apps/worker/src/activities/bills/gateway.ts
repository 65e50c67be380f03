import type { ChargeTry, ChargeWord, ReturnWord } from '@onfile/domain';
import { GatewayUnreachable } from '@onfile/gateways';
import type { BillPorts } from './ports';

const ALREADY_SENT = '94';

type GatewayPorts = Pick<BillPorts, 'charges' | 'publicUrl'>;

/**
 * Sends a charge whose key is on record. The same key never charges twice, so it may be sent again. Section 6: 94, already
 * sent, is never a no by itself: the first one is looked up, and while nobody can say how that stands it is unknown.
 */
export async function sendCharge(billId: string, one: ChargeTry, ports: GatewayPorts): Promise<ChargeWord> {
  const { charges, publicUrl } = ports;
  const { key, token, amount, initiatedBy } = one;
  const returnUrl = `${publicUrl}/v1/bank-return?session=${encodeURIComponent(billId)}`;
  const word = await orUnknown<ChargeWord>(() =>
    charges.chargeCard({ key, token, amount, reference: billId, returnUrl, initiatedBy }),
  );
  if (word.outcome !== 'declined' || word.networkCode !== ALREADY_SENT) return word;
  const first = await orUnknown<ChargeWord>(() => charges.findCharge(key));
  return first.outcome === 'declined' || first.outcome === 'not-found' ? word : first;
}

/**
 * D7: how a charge stands at the gateway. One that it does not know is sent again under its own key while keys are kept;
 * after that it is looked for among all charges of the bill.
 */
export async function lookUp(
  billId: string,
  one: ChargeTry,
  { resend }: { resend: boolean },
  ports: GatewayPorts,
): Promise<ChargeWord> {
  const found = await orUnknown<ChargeWord>(() => ports.charges.findCharge(one.key));
  if (found.outcome !== 'not-found') return found;
  if (resend) return sendCharge(billId, one, ports);
  const all = await orUnknown(async () => {
    const standings = await ports.charges.findChargesOf(billId);
    return standings.find(({ key }) => key === one.key)?.standing ?? { outcome: 'not-found' as const };
  });
  return all;
}

/** Asks to give a charge back under a key that is on record. */
export function giveBack(
  { key, how, chargeId }: { key: string; how: 'void' | 'refund'; chargeId: string },
  { charges }: Pick<GatewayPorts, 'charges'>,
): Promise<ReturnWord> {
  return orUnknown<ReturnWord>(() =>
    how === 'void' ? charges.voidCharge({ key, chargeId }) : charges.refundCharge({ key, chargeId }),
  );
}

/** No answer is unknown, whatever kept it from coming. */
async function orUnknown<Word>(call: () => Promise<Word>): Promise<Word | { outcome: 'unknown' }> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof GatewayUnreachable) return { outcome: 'unknown' };
    throw error;
  }
}
