import type { CurrencyCode, RateTaken } from '@onfile/domain';

/** Exchange rates from US dollars. The rate taken becomes a fact and is never looked up again (R3). */
export interface ExchangeRates {
  /** @throws {GatewayUnreachable}. `undefined`: no rate for this currency. */
  rateTo(currency: CurrencyCode): Promise<RateTaken | undefined>;
}
