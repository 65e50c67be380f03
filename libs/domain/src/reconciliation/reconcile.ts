/** One movement of the bank's settlement file. `minor` is never negative: `operation` tells the direction. */
export interface SettledLine {
  readonly key: string;
  readonly operation: 'charge' | 'void' | 'refund' | 'settle';
  readonly id: string;
  readonly currency: string;
  readonly minor: number;
}

/** One movement by our own log: a charge that was captured, or one that went back, under its own key. */
export interface OwnMovement {
  readonly key: string;
  readonly operation: SettledLine['operation'];
  readonly currency: string;
  readonly minor: number;
  /** Of a return: the keys that it was asked for under before; the bank may have carried one of those out, late. */
  readonly orUnder?: readonly string[];
}

/** Every key that the bank may name a movement by. */
export const keysOfMovement = ({ key, orUnder = [] }: OwnMovement): readonly string[] => [key, ...orUnder];

/** What does not agree. Stable: add, never rename. */
export type Disagreement =
  | 'missing-at-bank' // we have it, the file does not
  | 'unknown-to-us' // a charge that no bill of ours asked for
  | 'return-unknown-to-us' // money went back that we did not ask for
  | 'twice-at-bank'
  | 'amount-differs'
  | 'currency-differs'
  | 'operation-differs'; // it moved the other way

/** One line that needs a person. */
export interface Finding {
  readonly what: Disagreement;
  readonly key: string;
}

/** X2: compares a day's settlement file with our own movements of that day. Nothing found: every cent agrees. */
export function reconcile(file: readonly SettledLine[], own: readonly OwnMovement[]): readonly Finding[] {
  const ours = new Map(own.flatMap((one) => keysOfMovement(one).map((key) => [key, one])));
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const line of file) {
    const one = ours.get(line.key);
    const key = one?.key ?? line.key;
    const what = seen.has(key) ? 'twice-at-bank' : disagreement(line, one);
    seen.add(key);
    if (what) findings.push({ what, key: line.key });
  }
  for (const { key } of own) if (!seen.has(key)) findings.push({ what: 'missing-at-bank', key });
  return findings;
}

function disagreement(line: SettledLine, own: OwnMovement | undefined): Disagreement | undefined {
  if (!own) return line.operation === 'charge' ? 'unknown-to-us' : 'return-unknown-to-us';
  if (line.operation !== own.operation) return 'operation-differs';
  if (line.currency !== own.currency) return 'currency-differs';
  return line.minor === own.minor ? undefined : 'amount-differs';
}

/** What a settlement file says that can not be read as one. */
export class SettlementFileUnreadable extends Error {
  override readonly name = 'SettlementFileUnreadable';
  readonly code = 'settlement-file-unreadable';
  constructor(readonly line: number) {
    super(`line ${line} of the settlement file is not one`);
  }
}

const OPERATIONS = ['charge', 'void', 'refund', 'settle'] as const;

/**
 * Reads a settlement file: `key,operation,id,currency,minor,status,at`, one movement a line, none of whose fields has a
 * comma in it. @throws {SettlementFileUnreadable}
 */
export function readSettlementFile(text: string): readonly SettledLine[] {
  const [, ...lines] = text.split(/\r?\n/);
  return lines.filter(Boolean).map((line, index) => {
    const [key = '', operation = '', id = '', currency = '', minor = ''] = line.split(',');
    const known = OPERATIONS.find((one) => one === operation);
    if (key === '' || !known || !/^[A-Z]{3}$/.test(currency) || !/^\d+$/.test(minor)) {
      throw new SettlementFileUnreadable(index + 2);
    }
    return { key, operation: known, id, currency, minor: Number(minor) };
  });
}
