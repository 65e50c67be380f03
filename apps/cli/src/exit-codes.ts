import { OnfileProblem, type ProblemCode } from '@onfile/api-client';

/** What scripts can tell from how the command ended. Stable: add, never renumber. */
export const EXIT = {
  fine: 0,
  /** It was done, and what it found is not well: a finding, a broken chain, an act of many that failed. */
  notWell: 1,
  /** The words of the command are wrong: it says so itself, or the api does. */
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

/** How a command ends, and the words for it. */
interface End {
  readonly code: ExitCode;
  readonly words: string;
}

/** Where the api speaks of an address or of a body, which nobody at a terminal has seen. */
const OWN_WORDS: Partial<Record<ProblemCode, string>> = {
  'not-found': 'There is nothing of this name. Look for it: onfile find, onfile runs, onfile read-models.',
  'request-invalid': 'Something that was given does not have the form that is needed:',
  'sign-in-needed': 'Nobody is signed in. Set ONFILE_TOKEN to a token of yours.',
  'token-invalid': 'ONFILE_TOKEN is no token that is taken here. Sign in again.',
  'token-expired': 'The token in ONFILE_TOKEN has run out. Sign in again.',
  'not-allowed': 'This is not for you: it asks for another right (read, write or approve) than the one you came with.',
};

/** What an error ends the command with, and the words for it. */
export function endOf(error: unknown): End {
  if (error instanceof UsageError) return { code: EXIT.usage, words: error.message };
  if (error instanceof OnfileProblem) return endOfProblem(error);
  if (isOfFile(error)) return { code: EXIT.usage, words: `${error.path} can not be used: ${error.message}` };
  const why = error instanceof Error ? error.message : 'failed';
  return { code: EXIT.away, words: `Onfile can not be reached: ${why}. Is it running? See ONFILE_URL.` };
}

function endOfProblem({ code, status, body }: OnfileProblem): End {
  const { detail, nextStep, retryAt, errors = [] } = body;
  const fields = errors.map(({ field, message }) => `\n  ${field}: ${message}`).join('');
  const words = `${code}: ${OWN_WORDS[code] ?? `${detail} ${nextStep}`}${retryAt ? ` (${retryAt})` : ''}${fields}`;
  if (code === 'request-invalid') return { code: EXIT.usage, words };
  if (status === 401 || status === 403) return { code: EXIT.notAllowed, words };
  return { code: status >= 500 ? EXIT.away : EXIT.refused, words };
}

/** The operator's own disk said no: a folder that is a file, a file that may not be written. */
function isOfFile(error: unknown): error is { readonly path: string; readonly message: string } {
  if (typeof error !== 'object' || error === null) return false;
  const { syscall, path } = error as { readonly syscall?: unknown; readonly path?: unknown };
  return typeof syscall === 'string' && typeof path === 'string';
}
