import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import type { NoticeReader } from './port';

const noticeShape = z.object({
  id: z.string(),
  type: z.enum(['hold.updated', 'charge.updated', 'card.updated']),
  at: z.string(),
  data: z.object({ key: z.string().optional(), token: z.string().optional(), newToken: z.string().optional() }).loose(),
});

/**
 * Reads notices signed by the Standard Webhooks scheme (S13): a wrong signature, a stamp more than five minutes old or
 * ahead, or a body of another shape is not a notice.
 */
export function standardWebhooksNoticeReader(secret: string): NoticeReader {
  const webhook = new Webhook(secret);
  return {
    read(headers, rawBody) {
      const body = verified(webhook, headers, rawBody);
      const notice = noticeShape.safeParse(body);
      if (!notice.success) return undefined;
      const { data, ...rest } = notice.data;
      const { key, token, newToken } = data;
      const isOfCard = rest.type === 'card.updated' && token !== undefined && newToken !== undefined;
      return { ...rest, key, ...(isOfCard && { card: { token, newToken } }) };
    },
  };
}

function verified(webhook: Webhook, headers: Readonly<Record<string, string | undefined>>, rawBody: string): unknown {
  const given = {
    'webhook-id': headers['webhook-id'] ?? '',
    'webhook-timestamp': headers['webhook-timestamp'] ?? '',
    'webhook-signature': headers['webhook-signature'] ?? '',
  };
  try {
    return webhook.verify(rawBody, given);
  } catch {
    return undefined; // forged, stale or broken: all the same to the caller, who refuses it
  }
}
