import type { HoldRounding, Money, RateTaken } from '@onfile/domain';

/** `ApplicationFailure.type` of `quoteHold` where no rate is published: not retried. */
export const NO_RATE_FAILURE = 'NoRate';

/** Activities on queue `journeys`. */
export interface QuoteActivities {
  /** $1 in `currency` at the rate of now (R3, R24). Fails with {@link NO_RATE_FAILURE}. */
  quoteHold(request: { currency: string }): Promise<{ amount: Money; rate: RateTaken; rounding: HoldRounding }>;
}
