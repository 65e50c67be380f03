import { callJson } from '../http-json';
import { GatewayUnreachable } from '../unreachable';
import { rateFrom, ratesTable } from './rates-table';
import type { ExchangeRates } from './port';

/** Rates from an HTTP service that answers the same table as the rates file. */
export function httpRates({
  url,
  apiKey,
  timeoutMs = 5_000,
}: {
  url: string;
  apiKey: string;
  timeoutMs?: number;
}): ExchangeRates {
  const { origin, pathname, search } = new URL(url);
  return {
    async rateTo(currency) {
      const answer = await callJson(
        { name: 'exchange rates', baseUrl: origin, apiKey, timeoutMs },
        { method: 'GET', path: pathname + search },
      );
      if (!answer.answered || answer.status >= 400) throw new GatewayUnreachable('exchange rates');
      return rateFrom(ratesTable.parse(answer.body), currency);
    },
  };
}
