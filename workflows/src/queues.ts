/** Task queue of the gateway's calls, which have their own rate limit and retries. Everything else is on `journeys`. */
export const CARD_NETWORK_QUEUE = 'card-network';

/** Task queue of bills and deduction runs, workflows and activities: a month's run never holds up a journey. */
export const BILLING_QUEUE = 'billing';
