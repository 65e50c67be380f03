import { z } from 'zod';
import type { Bank } from '../bank';
import { VOID_FAULTS } from '../faults/fault';
import { json, problem, type HttpAnswer } from '../http/answer';
import { idempotencyKey, jsonBody, type BankRequest } from '../http/request';
import type { Route } from '../http/router';
import { announce } from '../network/announce';
import { viewOf, type Kind, type Payment, type ReleaseOperation } from '../network/payment';
import { placePayment } from '../network/place-payment';
import { endPayment, releasePayment } from '../network/release-payment';
import type { Notice } from '../notices/notices';
import { scenarioNamed } from '../scenarios/catalogue';
import { withFaults } from './with-faults';

const paymentShape = z.object({
  token: z.string().min(1).max(200),
  amount: z.object({ currency: z.string().regex(/^[A-Z]{3}$/), minor: z.int().positive() }),
  reference: z.string().max(200).default(''),
  returnUrl: z
    .string()
    .max(2_000)
    .regex(/^https?:\/\//)
    .optional(),
  initiatedBy: z.enum(['merchant', 'customer']).default('merchant'),
});

/** Everything that moves money, for holds and for charges alike. */
export function paymentRoutes(bank: Bank, kind: Kind): Route[] {
  const path = `/v1/${kind}s`;
  return [
    { method: 'POST', path, access: 'network', serve: (request) => place(bank, kind, request) },
    { method: 'GET', path, access: 'network', serve: (request) => look(bank, kind, request) },
    { method: 'GET', path: `${path}/:id`, access: 'network', serve: ({ params }) => lookById(bank, kind, params) },
    { method: 'POST', path: `${path}/:id/void`, access: 'network', serve: release(bank, kind, 'void') },
    { method: 'POST', path: `${path}/:id/refund`, access: 'network', serve: release(bank, kind, 'refund') },
    // Not part of any card network: the bank's own doing, by its operator.
    { method: 'POST', path: `${path}/:id/settle`, access: 'network', serve: end(bank, kind, 'settle') },
    { method: 'POST', path: `${path}/:id/expire`, access: 'network', serve: end(bank, kind, 'expire') },
  ];
}

function place(bank: Bank, kind: Kind, request: BankRequest): Promise<HttpAnswer> {
  const key = idempotencyKey(request);
  const body = jsonBody(request, paymentShape);
  const card = bank.cards.find(body.token);
  const about = { operation: kind, key, last4: card?.last4, cardFault: card?.scenario.fault };
  return withFaults(bank, about, async () => {
    let first: Notice | undefined;
    const answer = bank.once.run({ key, content: `${request.path}\n${JSON.stringify(body)}` }, () => {
      const payment = placePayment(bank, kind, card, { key, ...body });
      if (payment.status !== 'needs-bank-page') first = announce(bank, payment, { onlyIfFault: true });
      return json(201, viewOf(payment, 'outcome', bank.publicUrl()));
    });
    if (first) await bank.courier.deliver(first);
    return answer;
  });
}

/** By the caller's key (at most one), or by the caller's own reference. */
function look(bank: Bank, kind: Kind, { query }: BankRequest): HttpAnswer | Promise<HttpAnswer> {
  const key = query.get('key');
  const reference = query.get('reference');
  if (!key && !reference) return problem(422, 'invalid-request', 'Ask by key or by reference.', { fields: ['key'] });
  const found = key ? bank.payments.withKey(kind, key) : undefined;
  const about = { operation: 'find' as const, key: key ?? reference ?? '', ...cardOf(found) };
  return withFaults(bank, about, () => {
    const many = key ? [bank.payments.withKey(kind, key)] : bank.payments.withReference(kind, reference ?? '');
    const views = many.flatMap((payment) => (payment ? [viewOf(payment, 'status', bank.publicUrl())] : []));
    return json(200, { [`${kind}s`]: views });
  });
}

function lookById(bank: Bank, kind: Kind, { id = '' }: BankRequest['params']): HttpAnswer | Promise<HttpAnswer> {
  const found = bank.payments.find(kind, id);
  if (!found) return problem(404, 'payment-unknown', `There is no such ${kind}.`);
  return withFaults(bank, { operation: 'find', key: found.key, ...cardOf(found) }, () =>
    json(200, viewOf(bank.payments.find(kind, id) ?? found, 'status', bank.publicUrl())),
  );
}

function release(bank: Bank, kind: Kind, operation: ReleaseOperation): Route['serve'] {
  return (request) => {
    const key = idempotencyKey(request);
    const { id = '' } = request.params;
    const payment = bank.payments.find(kind, id);
    if (!payment) return problem(404, 'payment-unknown', `There is no such ${kind}.`);
    const about = { operation, key, paymentKey: payment.key, ...cardOf(payment) };
    return withFaults(bank, about, () =>
      bank.once.run({ key, content: request.path }, () => {
        const standing = bank.payments.find(kind, id) ?? payment;
        const fault = operation === 'void' ? bank.faults.meet(about, VOID_FAULTS) : undefined;
        return json(200, releasePayment(bank, operation, standing, { key, fault }));
      }),
    );
  };
}

function end(bank: Bank, kind: Kind, how: 'settle' | 'expire'): Route['serve'] {
  return ({ params: { id = '' } }) => {
    const payment = bank.payments.find(kind, id);
    if (!payment) return problem(404, 'payment-unknown', `There is no such ${kind}.`);
    const ended = bank.db.transaction(() => {
      const now = endPayment(bank, payment, how);
      if (now.status !== payment.status) announce(bank, now);
      return now;
    })();
    return json(200, viewOf(ended, 'status', bank.publicUrl()));
  };
}

const cardOf = (payment: Payment | undefined) => ({
  last4: payment?.last4,
  cardFault: payment && scenarioNamed(payment.scenario).fault,
});
