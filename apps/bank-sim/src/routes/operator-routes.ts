import { z } from 'zod';
import type { Bank } from '../bank';
import { cardNumber } from '../cards/card-number';
import { reissue } from '../cards/reissue';
import { FAULTS, OPERATIONS } from '../faults/fault';
import { json, noContent, problem, type HttpAnswer } from '../http/answer';
import { header, jsonBody, type BankRequest } from '../http/request';
import type { Route } from '../http/router';

const faultShape = z.object({
  match: z
    .object({
      operation: z.enum(OPERATIONS).optional(),
      key: z.string().max(255).optional(),
      last4: z
        .string()
        .regex(/^\d{4}$/)
        .optional(),
    })
    .default({}),
  fault: z.enum(FAULTS),
  times: z.int().min(1).optional(),
  ms: z.int().min(0).max(600_000).optional(),
  chance: z.number().min(0).max(1).optional(),
});

const updateShape = z
  .object({
    token: z.string().min(1).max(200),
    expiry: z
      .string()
      .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
      .optional(),
    last4: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
    newNumber: z.string().max(40).optional(),
  })
  .refine(({ expiry, last4, newNumber }) => expiry ?? last4 ?? newNumber, { path: ['expiry'] });

/** What the operator of the bank does: plan faults, issue cards anew. */
export function operatorRoutes(bank: Bank): Route[] {
  const { faults } = bank;
  return [
    {
      method: 'PUT',
      path: '/faults',
      access: 'network',
      serve: (request) => json(201, faults.plan(jsonBody(request, faultShape))),
    },
    { method: 'GET', path: '/faults', access: 'network', serve: () => json(200, { faults: faults.planned() }) },
    { method: 'DELETE', path: '/faults', access: 'network', serve: () => (faults.clear(), noContent) },
    {
      method: 'DELETE',
      path: '/faults/:id',
      access: 'network',
      serve: ({ params }) => (faults.clear(Number(params.id)), noContent),
    },
    { method: 'POST', path: '/cards/updates', access: 'network', serve: (request) => update(bank, request) },
  ];
}

function update(bank: Bank, request: BankRequest): HttpAnswer {
  const { token, expiry, last4, newNumber } = jsonBody(request, updateShape);
  const card = bank.cards.find(token);
  if (!card || card.deletedAt !== undefined) return problem(404, 'token-unknown', 'There is no such token.');
  const number = newNumber === undefined ? undefined : cardNumber(newNumber);
  if (newNumber !== undefined && number === undefined) {
    return problem(422, 'number-invalid', 'The card number is not right.');
  }
  const act = (): HttpAnswer => {
    const issued = reissue(bank, card, { expiry, last4, newNumber: number });
    return json(201, { token, newToken: issued.token, expiry: issued.expiry, last4: issued.last4 });
  };
  const key = header(request, 'idempotency-key');
  if (key === undefined) return bank.db.transaction(act)();
  return bank.once.run({ key, content: `${request.path}\n${request.text}` }, act);
}
