import { OnfileProblem } from '@onfile/api-client';
import { QueryClient } from '@tanstack/react-query';

const RETRIES = 4;
const LONGEST_WAIT_MS = 5_000;

/** What may go well when it is sent again: no answer, or a part that is away for a moment. */
const isPassing = (error: unknown): boolean =>
  !(error instanceof OnfileProblem) || error.code === 'try-again-later' || error.code === 'position-not-reached';

const again = (failures: number, error: unknown): boolean => failures < RETRIES && isPassing(error);

const wait = (failures: number, error: unknown): number => {
  const asked = error instanceof OnfileProblem ? (error.retryAfter ?? 0) * 1_000 : 0;
  return Math.min(LONGEST_WAIT_MS, Math.max(asked, 300 * 2 ** failures));
};

/** Keeps answers while the page lives. A command is sent again under its own key, so that it is done once. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: again, retryDelay: wait, staleTime: 5_000 },
    mutations: { retry: again, retryDelay: wait },
  },
});
