import type { Bank, LedgerEntry } from '../driver/bank';
import type { Journey } from '../driver/onfile';

/** What the bank's ledger and the journeys, as Onfile's log tells them, do not agree on. Empty: promise 1 is kept. */
export async function disagreements(bank: Bank, journeys: readonly Journey[]): Promise<string[]> {
  const ledger = await bank.ledger();
  return journeys.flatMap((journey) => aboutOne(journey, ledger));
}

/** Holds of the ledger that none of the journeys asked for. */
export async function strangers(bank: Bank, journeys: readonly Journey[]): Promise<string[]> {
  const known = new Set(journeys.map(({ journeyId }) => `${journeyId}/hold`));
  const holds = (await bank.ledger()).filter(({ operation }) => operation === 'hold');
  return holds.filter(({ key }) => !known.has(key)).map(({ key }) => key);
}

function aboutOne({ journeyId, state, hold }: Journey, ledger: readonly LedgerEntry[]): string[] {
  const mine = ledger.filter(({ key }) => key.startsWith(`${journeyId}/`));
  const holds = new Set(mine.filter(({ operation }) => operation === 'hold').map(({ id }) => id));
  const [held] = mine.filter(({ operation }) => operation === 'hold').slice(-1);
  const wrong: string[] = [];
  if (holds.size > 1) wrong.push(`${holds.size} holds`);
  if (mine.some(({ operation }) => operation === 'capture' || operation === 'charge')) wrong.push('money was taken');
  if (state === 'open') wrong.push('the journey is still open');
  if (held && ['held', 'needs-bank-page', 'settled'].includes(held.status))
    wrong.push(`the bank still has it: ${held.status}`);
  const told = hold?.status;
  if (held && told !== held.status && !(told === 'declined' && held.status === 'declined')) {
    wrong.push(`the log says ${told}, the bank ${held.status}`);
  }
  return wrong.map((what) => `${journeyId}: ${what}`);
}
