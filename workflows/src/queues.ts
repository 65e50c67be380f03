/** Task queue of the gateway's calls, which have their own rate limit and retries. Everything else is on `journeys`. */
export const CARD_NETWORK_QUEUE = 'card-network';
