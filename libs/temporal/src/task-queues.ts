/**
 * `journeys` runs workflows and most activities; `cardNetwork` has the bank's own rate limit and its own retries;
 * `billing` has bills and deduction runs, workflows and activities.
 */
export const taskQueues = { journeys: 'journeys', cardNetwork: 'card-network', billing: 'billing' } as const;
