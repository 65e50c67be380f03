import { exchange } from '../http-call';
import type { HttpJsonSettings } from '../http-json';
import { GatewayUnreachable } from '../unreachable';
import type { Settlements } from './settlement-port';

/** Settlement files over HTTP, as the bank simulator gives them. */
export function httpSettlements({ baseUrl, apiKey, timeoutMs }: Omit<HttpJsonSettings, 'name'>): Settlements {
  return {
    async fileOf(day) {
      const url = new URL(`/v1/settlements/${encodeURIComponent(day)}`, baseUrl);
      const headers = { authorization: `Bearer ${apiKey}`, accept: 'text/csv' };
      try {
        const { status, text } = await exchange({ method: 'GET', url, headers, timeoutMs });
        if (status === 200) return text;
      } catch (error) {
        throw new GatewayUnreachable('card network', undefined, { cause: error });
      }
      // Nothing but the file is an answer: whoever asks comes again until it is there.
      throw new GatewayUnreachable('card network');
    },
  };
}
