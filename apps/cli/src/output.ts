import Table from 'cli-table3';

/** Where a command writes. */
export interface Output {
  /** Lines for people, or for scripts: standard output. */
  out(text: string): void;
  /** What is going on: standard error, so that it never mixes with an answer. */
  err(text: string): void;
  /** A person is looking: progress is shown. */
  readonly isTerminal: boolean;
}

/** The process's own output. */
export const processOutput: Output = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  isTerminal: process.stderr.isTTY === true,
};

/** Borders that copy well into a mail. */
const PLAIN = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '' },
  ...{ 'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' },
};

type Cell = string | number | undefined | null;

/** A table of text; a cell without a value is a dash. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const made = new Table({
    head: [...head],
    chars: PLAIN,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of rows) made.push(row.map((cell) => String(cell ?? '–')));
  return made
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** How a list goes on after this page of it; nothing after the last one. */
export const more = (next: string | undefined): string => (next === undefined ? '' : `\nMore: --cursor ${next}`);

/** An instant as people read it: to the second, in UTC. */
export const instant = (iso: string | undefined): string => (iso ? `${iso.slice(0, 19).replace('T', ' ')}Z` : '–');

/** An amount in its smallest unit: `USD 100`. */
export const amount = ({ currency, minor }: { currency: string; minor: number }): string => `${currency} ${minor}`;
