import type { Bank } from '../driver/bank';
import type { Journey } from '../driver/onfile';

/** What the bank's ledger and the journeys, as Onfile's log tells them, do not agree on. Empty: promise 1 is kept. */
export async function disagreements(bank: Bank, journeys: readonly Journey[]): Promise<string[]> {
  const [holds, ledger] = [await bank.holds(), await bank.ledger()];
  const taken = new Set(ledger.filter(({ operation }) => operation === 'charge').map(({ key }) => key.split('/')[0]));
  return journeys.flatMap(({ journeyId, state, hold }) => {
    const mine = holds.filter(({ key }) => key.startsWith(`${journeyId}/`));
    const atBank = mine[0]?.status;
    const wrong: string[] = [];
    if (mine.length > 1) wrong.push(`${mine.length} holds`);
    if (taken.has(journeyId)) wrong.push('money was taken');
    if (state === 'open') wrong.push('the journey is still open');
    if (atBank !== undefined && !['voided', 'refunded', 'declined'].includes(atBank)) wrong.push(`still ${atBank}`);
    if (atBank !== undefined && hold?.status !== atBank) wrong.push(`the log says ${hold?.status}, the bank ${atBank}`);
    return wrong.map((what) => `${journeyId}: ${what}`);
  });
}

/** Holds of the bank that none of the journeys asked for. */
export async function strangers(bank: Bank, journeys: readonly Journey[]): Promise<string[]> {
  const known = new Set(journeys.map(({ journeyId }) => `${journeyId}/hold`));
  return (await bank.holds()).map(({ key }) => key).filter((key) => !known.has(key));
}
