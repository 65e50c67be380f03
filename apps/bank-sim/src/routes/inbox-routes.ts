import { z } from 'zod';
import type { Bank } from '../bank';
import { json, type HttpAnswer } from '../http/answer';
import { idempotencyKey, jsonBody, queryNumber, type BankRequest } from '../http/request';
import type { Route } from '../http/router';
import { inboxPage } from '../pages/inbox-page';
import { withFaults } from './with-faults';

const smsShape = z.object({
  to: z.string().regex(/^\+[1-9]\d{3,17}$/),
  text: z.string().min(1).max(2_000),
});

/** Text messages in, and what reached people, for people and for programs. */
export function inboxRoutes(bank: Bank): Route[] {
  return [
    { method: 'POST', path: '/v1/sms', access: 'sms', serve: (request) => takeSms(bank, request) },
    {
      method: 'GET',
      path: '/inbox.json',
      access: 'open',
      serve: async (request) => json(200, await read(bank, request)),
    },
    {
      method: 'GET',
      path: '/inbox',
      access: 'open',
      serve: async (request) => inboxPage((await read(bank, request)).messages, request.query.get('to') ?? ''),
    },
  ];
}

function takeSms(bank: Bank, request: BankRequest): Promise<HttpAnswer> {
  const key = idempotencyKey(request);
  const { to, text } = jsonBody(request, smsShape);
  return withFaults(bank, { operation: 'sms', key }, () =>
    bank.once.run({ key: `sms ${key}`, content: `${to}\n${text}` }, () => {
      bank.inbox.receive({ key, kind: 'sms', to, source: Buffer.from(text, 'utf8') });
      return json(202, { taken: true });
    }),
  );
}

async function read({ inbox }: Bank, request: BankRequest) {
  const limit = Math.min(500, Math.max(1, queryNumber(request, 'limit', 100)));
  const to = request.query.get('to')?.replace(/^ /, '+') || undefined; // a plus that was not encoded arrives as a space
  return { messages: await inbox.list({ to, before: request.query.get('before') ?? undefined, limit }) };
}
