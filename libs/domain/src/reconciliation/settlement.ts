import type { SettlementEvent } from './events';
import type { Finding } from './reconcile';

/** What is known of one day's settlement file. */
export interface Settlement {
  /** Absent until the file was compared. */
  readonly compared?: { readonly at: string; readonly lines: number; readonly findings: number };
  /** Everything that was ever found of the day. */
  readonly found: readonly Finding[];
}

export const initialSettlement: Settlement = { found: [] };

/** Findings of one day that are told one by one; a file that is wrong as a whole is told by their number. */
const MOST_TOLD = 1_000;

/** Folds one fact into the state. Total: never throws, reads no clock, has no default branch. */
export function evolveSettlement(settlement: Settlement, fact: SettlementEvent): Settlement {
  switch (fact.type) {
    case 'SettlementCompared': {
      const { lines, findings } = fact.data;
      return { ...settlement, compared: { at: fact.at, lines, findings } };
    }
    case 'SettlementDisagreed': {
      const { key, what } = fact.data;
      return { ...settlement, found: [...settlement.found, { key, what }] };
    }
  }
}

/** X2: notes what the comparison of a day's file came to. What was found before is not told again. */
export function noteSettlement(
  { day, lines, findings }: { day: string; lines: number; findings: readonly Finding[] },
  { compared, found }: Settlement,
  at: string,
): SettlementEvent[] {
  const known = new Set(found.map(({ key, what }) => `${what} ${key}`));
  const fresh = findings.filter(({ key, what }) => !known.has(`${what} ${key}`)).slice(0, MOST_TOLD - found.length);
  const isSame = compared?.lines === lines && compared.findings === findings.length;
  if (isSame && fresh.length === 0) return [];
  return [
    ...fresh.map(({ key, what }): SettlementEvent => ({ type: 'SettlementDisagreed', at, data: { day, key, what } })),
    { type: 'SettlementCompared', at, data: { day, lines, findings: findings.length } },
  ];
}
