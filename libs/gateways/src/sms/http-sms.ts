import { callJson } from '../http-json';
import { GatewayUnreachable } from '../unreachable';
import type { SmsGateway } from './port';

/** Text messages over HTTP, as the bank simulator's inbox takes them. `url` is the whole address to post to. */
export function httpSms({
  url,
  apiKey,
  timeoutMs = 10_000,
}: {
  url: string;
  apiKey: string;
  timeoutMs?: number;
}): SmsGateway {
  const { origin, pathname } = new URL(url);
  return {
    async send(message) {
      const answer = await callJson(
        { name: 'text messages', baseUrl: origin, apiKey, timeoutMs },
        { method: 'POST', path: pathname, key: message.key, body: message },
      );
      if (!answer.answered || answer.status >= 400) throw new GatewayUnreachable('text messages');
    },
  };
}
