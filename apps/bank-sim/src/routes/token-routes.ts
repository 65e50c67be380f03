import { z } from 'zod';
import type { Bank } from '../bank';
import type { Card } from '../cards/cards';
import { renew, tokenize, type TokenRefusal } from '../cards/tokenize';
import { json, noContent, problem, type HttpAnswer } from '../http/answer';
import { header, jsonBody, type BankRequest } from '../http/request';
import type { Route } from '../http/router';
import { withFaults } from './with-faults';

const month = z.int().min(1).max(12);
const year = z.int().min(2000).max(2099);
const securityCode = z.string().max(10).default('');

const cardShape = z.object({
  number: z.string().max(40),
  expMonth: month,
  expYear: year,
  securityCode,
  holderName: z.string().max(200).default(''),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
});
const renewalShape = z.object({ expMonth: month, expYear: year, securityCode });

/** Browsers call these from the pages of others: anybody may, and there are no cookies to abuse. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'content-type, idempotency-key',
  'access-control-max-age': '600',
};

const WHY: Readonly<Record<TokenRefusal, string>> = {
  'number-invalid': 'The card number is not right.',
  'expiry-in-past': 'The card has expired.',
  'security-code-invalid': 'The security code is not right.',
  'holder-missing': "The card holder's name is missing.",
};

/** Tokenization for browsers, and what the merchant may ask about a token. */
export function tokenRoutes(bank: Bank): Route[] {
  const preflight = (): HttpAnswer => ({ status: 204, headers: CORS });
  const open = (path: string, serve: Route['serve']): Route[] => [
    { method: 'OPTIONS', path, access: 'open', serve: preflight },
    { method: 'POST', path, access: 'open', serve: async (request) => withCors(await serve(request)) },
  ];
  return [
    ...open('/v1/tokens', (request) => create(bank, request)),
    ...open('/v1/tokens/:token/renewals', (request) => renewal(bank, request)),
    { method: 'GET', path: '/v1/tokens/:token', access: 'network', serve: (request) => describe(bank, request) },
    { method: 'DELETE', path: '/v1/tokens/:token', access: 'network', serve: (request) => destroy(bank, request) },
  ];
}

function create(bank: Bank, request: BankRequest): Promise<HttpAnswer> {
  const typed = jsonBody(request, cardShape);
  const last4 = typed.number.replace(/\D/g, '').slice(-4);
  return withFaults(bank, { operation: 'token', key: header(request, 'idempotency-key'), last4 }, () =>
    keyed(bank, request, () => tokenAnswer(tokenize(bank, typed))),
  );
}

function renewal(bank: Bank, request: BankRequest): HttpAnswer | Promise<HttpAnswer> {
  const typed = jsonBody(request, renewalShape);
  const card = liveCard(bank, request.params.token);
  if (!card) return problem(404, 'token-unknown', 'There is no such token.');
  return withFaults(bank, { operation: 'token', key: header(request, 'idempotency-key'), last4: card.last4 }, () =>
    keyed(bank, request, () => tokenAnswer(renew(bank, card, typed))),
  );
}

/** A browser need not name a key; if it does, a repeat is the same token. Only a digest of the body is kept. */
function keyed({ once, db }: Bank, request: BankRequest, act: () => HttpAnswer): HttpAnswer {
  const key = header(request, 'idempotency-key');
  if (key === undefined) return db.transaction(act)();
  return once.run({ key: `token ${key}`, content: `${request.path}\n${request.text}` }, act);
}

function tokenAnswer(card: Card | TokenRefusal): HttpAnswer {
  if (typeof card === 'string') return problem(422, card, WHY[card]);
  return json(201, { token: card.token });
}

function describe(bank: Bank, { params }: BankRequest): HttpAnswer | Promise<HttpAnswer> {
  const card = liveCard(bank, params.token);
  const about = { operation: 'token' as const, key: params.token, last4: card?.last4 };
  return withFaults(bank, about, () => {
    if (!card) return problem(404, 'token-unknown', 'There is no such token.');
    const { token, brand, last4, expiry, funding, country, fingerprint } = card;
    return json(200, { token, brand, last4, expiry, funding, issuingCountry: country, fingerprint });
  });
}

/** Twice is once; a token that nobody knows is gone already. */
function destroy(bank: Bank, { params }: BankRequest): Promise<HttpAnswer> {
  const { token = '' } = params;
  const about = { operation: 'token' as const, key: token, last4: bank.cards.find(token)?.last4 };
  return withFaults(bank, about, () => {
    bank.cards.destroy(token, bank.now().toISOString());
    return noContent;
  });
}

function liveCard({ cards }: Bank, token = ''): Card | undefined {
  const card = cards.find(token);
  return card?.deletedAt === undefined ? card : undefined;
}

const withCors = (answer: HttpAnswer): HttpAnswer => ({ ...answer, headers: { ...answer.headers, ...CORS } });
