import type { ChargeTry, ChargeWord, ReturnWord } from '@onfile/domain';
import { GatewayUnreachable } from '@onfile/gateways';
import type { BillPorts } from './ports';

type GatewayPorts = Pick<BillPorts, 'charges' | 'publicUrl'>;

/** Sends a charge whose key is on record. The same key never charges twice, so it may be sent again. */
export function sendCharge(billId: string, one: ChargeTry, { charges, publicUrl }: GatewayPorts): Promise<ChargeWord> {
  const { key, token, amount, initiatedBy } = one;
  const returnUrl = `${publicUrl}/v1/bank-return?session=${encodeURIComponent(billId)}`;
  return orUnknown(() => charges.chargeCard({ key, token, amount, reference: billId, returnUrl, initiatedBy }));
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
