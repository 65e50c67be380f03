import type { BillBench } from './bill-bench';

/** One line of the bank's settlement file. */
export type FileLine = readonly [key: string, operation: string, id: string, currency: string, minor: number];

/** What the bank says that it has taken and not given back. */
export function settledLines({ gateway }: BillBench): FileLine[] {
  return gateway
    .chargeLedger()
    .filter(({ captured }) => captured > 0)
    .map(({ key, chargeId, amount, captured }): FileLine => [key, 'charge', chargeId, amount.currency, captured]);
}

/** The file of these lines, as the bank writes it. */
export function fileOfLines(lines: readonly FileLine[]): string {
  const head = 'key,operation,id,currency,minor,status,at';
  return [head, ...lines.map((line) => [...line, 'captured', '2024-06-02T19:00:00.000Z'].join(','))]
    .map((line) => `${line}\r\n`)
    .join('');
}

export const settlementFile = (bench: BillBench): string => fileOfLines(settledLines(bench));
