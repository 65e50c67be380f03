import type { RateTaken } from '@onfile/domain';
import type { ExchangeRates } from '@onfile/gateways';
import type { RatesNow } from '../bills/bills';

/** The rates of now, as far as they are published; what lacks one is priced without it. */
export function ratesNow(rates: ExchangeRates): RatesNow {
  return {
    async of(currencies) {
      const taken = await Promise.all(
        currencies.map(async (currency) => [currency, await rates.rateTo(currency)] as const),
      );
      return Object.fromEntries(taken.filter((one): one is readonly [string, RateTaken] => one[1] !== undefined));
    },
  };
}
