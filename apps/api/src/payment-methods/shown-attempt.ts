import { declineOf, explain, type DeclineGroup, type ResultText } from '@onfile/domain';
import type { HistoricalCard, HistoricalCardForStaff } from '@onfile/read-models';

/** An entry of the history whose Result is told in words. */
export interface ShownAttempt extends Omit<HistoricalCard, 'result'> {
  /** `group`: of a decline (section 6), for whoever tells it in other words. */
  readonly result?: ResultText & { readonly code: string; readonly group?: DeclineGroup };
}

/** The bank's own code is for staff (R33); of a decline the customer reads what the code's group says. */
export function shownAttempt({
  result,
  networkCode,
  adviceCode: _forStaff,
  ...attempt
}: HistoricalCardForStaff): ShownAttempt {
  if (!result) return attempt;
  const group = result === 'hold-declined' && networkCode ? { group: declineOf(networkCode).group } : {};
  return { ...attempt, result: { code: result, ...group, ...explain(result, networkCode) } };
}

const COLUMNS = [
  ...['startedAt', 'endedAt', 'kind', 'state', 'brand', 'last4', 'expiry', 'previousExpiry'],
  ...['result', 'sentence', 'whoCanFix', 'nextStep', 'tryAgainAfter', 'attemptId'],
] as const;

/** R32: the history as a table (RFC 4180), for people who keep records. Masked numbers only. */
export function csvOf(attempts: readonly ShownAttempt[]): string {
  const rows = attempts.map(({ card, result, ...attempt }) => {
    const cells: Readonly<Record<string, string | null | undefined>> = {
      ...attempt,
      ...card,
      ...result,
      result: result?.code,
    };
    return COLUMNS.map((column) => cell(cells[column] ?? '')).join(',');
  });
  return `${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`;
}

/** Quoted where it has to be; a text that a spreadsheet would take for a formula is taken for a text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
