import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** Tabs of one browser share its sessions. What is said here is only that one has begun or ended. */
const tabs = new BroadcastChannel('onfile-session');

/** What is asked to know who is signed in: a customer, an operator. */
const WHO: readonly QueryKey[] = [['me'], ['operations', 'me']];

/** Tells the other tabs that a session of this browser has begun or ended. */
export const tellOtherTabs = (): void => tabs.postMessage('changed');

/** Whenever another tab signs in or out: what was loaded for somebody who is not signed in any more is forgotten. */
export function heedOtherTabs(client: QueryClient): void {
  tabs.onmessage = () => void forgetOthers(client);
}

async function forgetOthers(client: QueryClient): Promise<void> {
  const before = whoIsThere(client);
  await Promise.all(WHO.map((queryKey) => client.refetchQueries({ queryKey, exact: true })));
  // What is on the screen is asked for anew, which leads to the sign-in where nobody is signed in.
  if (whoIsThere(client) !== before) await client.resetQueries();
}

function whoIsThere(client: QueryClient): string {
  const ids = WHO.map((queryKey) => {
    const asked = client.getQueryState<{ accountId?: string; operator?: string }>(queryKey);
    return asked?.status === 'success' ? (asked.data?.accountId ?? asked.data?.operator) : undefined;
  });
  return JSON.stringify(ids);
}
