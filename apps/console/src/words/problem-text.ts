import { OnfileProblem } from '@onfile/api-client';
import type { Words } from './words';

/** What went wrong, in the reader's words: never a code, never what a server happened to write. */
export function problemText(error: unknown, { messages, formats }: Pick<Words, 'messages' | 'formats'>): string {
  if (!(error instanceof OnfileProblem)) return messages.problems.unreachable;
  const { triesLeft, retryAt, region } = error.body;
  const sentence =
    error.code === 'number-not-of-region' && region !== undefined
      ? messages.journey.mobile.notOfRegion(formats.region(region))
      : (messages.problems[error.code] ?? messages.problems.internal);
  return [
    sentence,
    triesLeft === undefined ? '' : messages.frame.triesLeft(triesLeft),
    retryAt === undefined ? '' : messages.frame.tryAgainFrom(formats.dateTime(retryAt)),
  ]
    .filter((part) => part !== '')
    .join(' ');
}
