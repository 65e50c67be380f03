import { useMutation, useQueryClient } from '@tanstack/react-query';
import { OPERATIONS } from '../queries';

/** What is to be done, once it was confirmed. */
export interface Confirmed {
  readonly reason: string;
  readonly key: string;
}

/** What an act did, in words. */
export interface Did {
  readonly words: string;
  /** The entry of the operator log, where there is one of its own. */
  readonly entry?: { readonly month: string; readonly no: number };
  /** It was asked for under this name, and waits for the yes of a second person. */
  readonly ask?: string;
}

/** Does something as an operator; whatever came of it, everything in sight is looked at again. */
export function useAct(send: (confirmed: Confirmed) => Promise<Did>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => client.invalidateQueries({ queryKey: [OPERATIONS] }),
  });
}
