import { answered, keyed } from '../../../api/client';
import type { Confirmed, Did } from '../act/use-act';
import { operatorsApi as api } from '../client';
import { runs } from '../words/bills';

/** Looks again at what failed for a fault of ours: all of a run, or one account. */
export async function billFailedAgain(period: string, { reason, key }: Confirmed, accountId?: string): Promise<Did> {
  const params = { path: { period }, ...keyed(key) };
  const body = { reason, ...(accountId !== undefined && { accountId }) };
  const { bills } = await answered(api.POST('/v1/operations/deduction-runs/{period}/failed-bills', { params, body }));
  return { words: runs.again.did(bills) };
}
