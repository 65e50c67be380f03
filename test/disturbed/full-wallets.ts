import { type EventLog, stream } from '@onfile/event-log';
import type { CardSummary } from '@onfile/domain';

/** How many things a spec does at once while it prepares. */
const AT_ONCE = 8;

/** Cards as their journeys would have left them: the first is the default. */
export async function fillWallet(log: EventLog, accountId: string, tokens: readonly string[]): Promise<void> {
  const at = new Date().toISOString();
  await log.record({
    commandId: `wallet of ${accountId}`,
    at,
    streams: { wallet: stream('wallet', accountId) },
    decide: () => ({
      wallet: [
        ...tokens.map((token, n) => ({
          type: 'CardAdded' as const,
          at,
          data: { accountId, cardId: `card_${n}`, journeyId: `journey_${n}`, card: visa(token) },
        })),
        { type: 'DefaultCardSet' as const, at, data: { cardId: 'card_0', because: 'first-card' as const } },
      ],
    }),
  });
}

function visa(token: string): CardSummary {
  const rest = { brand: 'visa', last4: '4242', expiry: '2031-12', funding: 'credit', issuingCountry: 'US' } as const;
  return { token, ...rest, fingerprint: `digest-${token}` };
}

/** Does the same to each, some at a time. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(work))));
  }
  return results;
}
