import { OnfileProblem } from '@onfile/api-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answered, api } from '../api/client';
import { tellOtherTabs } from './other-tabs';

/** Whether an answer means that nobody is signed in (any more). */
export const isSignedOut = (error: unknown): boolean => error instanceof OnfileProblem && error.status === 401;

/** Turns a fresh access token into a session that scripts can not read. The token is kept nowhere. */
export async function beginSession(accessToken: string): Promise<void> {
  await answered(api.POST('/v1/session', { headers: { Authorization: `Bearer ${accessToken}` } }));
  tellOtherTabs();
}

/**
 * Signs out, here and in every other tab: what was loaded is forgotten, and `then` leads away. Where the session could
 * not be ended the person stays where they are, signed in as before. Whose session is over already is signed out.
 */
export function useSignOut(end: () => Promise<unknown>, then: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      await end().catch((error: unknown) => {
        if (!isSignedOut(error)) throw error;
      });
    },
    onSuccess: () => {
      tellOtherTabs();
      client.clear();
      then();
    },
  });
}
