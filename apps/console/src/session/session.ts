import { OnfileProblem } from '@onfile/api-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answered, api } from '../api/client';

/** Whether an answer means that nobody is signed in (any more). */
export const isSignedOut = (error: unknown): boolean => error instanceof OnfileProblem && error.status === 401;

/** Turns a fresh access token into a session that scripts can not read. The token is kept nowhere. */
export async function beginSession(accessToken: string): Promise<void> {
  await answered(api.POST('/v1/session', { headers: { Authorization: `Bearer ${accessToken}` } }));
}

/** Signs out, here and in every other tab: what was loaded is forgotten. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answered(api.POST('/v1/sign-out')),
    onSuccess: () => client.clear(),
  });
}
