import { OnfileProblem } from '@onfile/api-client';

/** What scripts can tell from how the command ended. Stable: add, never renumber. */
export const EXIT = {
  fine: 0,
  /** It was done, and what it found is not well: a finding, a broken chain, an act of many that failed. */
  notWell: 1,
  /** The words of the command are wrong. */
  usage: 2,
  /** The api turned it down; nothing was done. */
  refused: 3,
  /** The api, or a part behind it, can not be reached: the same command may work later. */
  away: 4,
  /** No sign-in, or not one that may do this. */
  notAllowed: 5,
} as const;

/** One of them. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The words of a command are wrong in a way that only it knows. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What an error ends the command with, and the words for it. */
export function endOf(error: unknown): { readonly code: ExitCode; readonly words: string } {
  if (error instanceof UsageError) return { code: EXIT.usage, words: error.message };
  if (!(error instanceof OnfileProblem)) {
    const why = error instanceof Error ? error.message : 'failed';
    return { code: EXIT.away, words: `Onfile can not be reached: ${why}. Is it running? See ONFILE_URL.` };
  }
  const { detail, nextStep, errors } = error.body;
  const fields = (errors ?? []).map(({ field, message }) => `\n  ${field}: ${message}`).join('');
  const words = `${error.code}: ${detail} ${nextStep}${fields}`;
  if (error.status === 401 || error.status === 403) return { code: EXIT.notAllowed, words };
  return { code: error.status >= 500 ? EXIT.away : EXIT.refused, words };
}
