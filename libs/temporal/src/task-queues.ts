/** `journeys` runs workflows and most activities; `cardNetwork` has the bank's own rate limit and its own retries. */
export const taskQueues = { journeys: 'journeys', cardNetwork: 'card-network' } as const;
