import { OnfileProblem } from '@onfile/api-client';
import type { Words } from './words';

/** What went wrong, in the reader's words: never a code, never what a server happened to write. */
export function problemText(error: unknown, { messages, formats }: Pick<Words, 'messages' | 'formats'>): string {
  if (!(error instanceof OnfileProblem)) return messages.problems.unreachable;
  const { triesLeft, retryAt, region } = error.body;
  return [
    messages.problems[error.code] ?? messages.problems.internal,
    triesLeft === undefined ? '' : messages.frame.triesLeft(triesLeft),
    region === undefined ? '' : `(${formats.region(region)})`,
    retryAt === undefined ? '' : messages.frame.tryAgainFrom(formats.dateTime(retryAt)),
  ]
    .filter((part) => part !== '')
    .join(' ');
}
