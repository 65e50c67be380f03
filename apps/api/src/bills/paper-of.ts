import type { IssuedBill } from '@onfile/domain';
import type { BillPaper } from './bill-document';
import type { Bills } from './bills';

/** What a bill's document is made of: the facts that it was issued from, read again from the months' streams. */
export async function paperOf(issued: IssuedBill & { at: string }, bills: Bills): Promise<BillPaper> {
  const months = issued.charges.map(async ({ month, through, records }) => {
    // A bill takes what no other has: its records are the newest ones up to where it went.
    const all = await bills.records(issued.accountId, month, -1, through);
    return all.slice(-records).map((record) => ({ ...record, month }));
  });
  return { issued, records: records(await Promise.all(months)) };
}

const records = (months: readonly BillPaper['records'][]): BillPaper['records'] =>
  months.flat().sort((a, b) => (a.incurredAt < b.incurredAt ? -1 : a.incurredAt > b.incurredAt ? 1 : 0));
