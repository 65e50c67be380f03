import { ENTERPRISE } from './customer';

/** Who comes to a door. `customer` is the one whom the addresses of the rows are about. */
export type Visitor =
  'customer' | 'other-customer' | 'operator-read' | 'operator-write' | 'operator-approve' | 'service';

/** One route: who may pass its door, and a request that has the right form. */
export interface AccessRow {
  /** `everybody`: no token is asked for. */
  readonly may: 'everybody' | readonly Visitor[];
  /** `other-customer` passes the door and finds nothing there (`not-found`, or this code): what is named is not theirs. */
  readonly ownOnly?: true | 'card-unknown';
  readonly body?: object;
  readonly query?: string;
}

const CUSTOMERS = ['customer', 'other-customer'] as const;
/** One expense of somebody whom nobody knows. */
const CHARGE = {
  ...{ accountId: 'acc_nobody', chargeId: 'c1', service: 'compute', description: 'Hours' },
  ...{ amount: { currency: 'USD', minor: 100 }, incurredAt: '2024-05-09T00:00:00Z' },
};
const OPERATORS = ['operator-read', 'operator-write', 'operator-approve'] as const;
const READERS: AccessRow = { may: OPERATORS };
const write = (body: object = {}): AccessRow => ({ may: ['operator-write', 'operator-approve'], body });
const step = (body: object = {}): AccessRow => ({ may: CUSTOMERS, ownOnly: true, body });

/**
 * S5: every route of the api, as it is declared, with who may call it. A route without a row fails the spec. `:journeyId`,
 * `:cardId` and the like stand for the customer's own.
 */
export const ACCESS_MATRIX: Readonly<Record<string, AccessRow>> = {
  'POST /v1/accounts': {
    may: ['service'],
    body: { email: 'new@mail.example', region: 'US', registeredAt: '2024-05-01T00:00:00Z' },
  },
  'GET /v1/accounts/:accountId/subscription-gate': { may: ['service'] },
  'GET /v1/me': { may: CUSTOMERS },
  'GET /v1/me/subscription-gate': { may: CUSTOMERS },
  'GET /v1/me/timeline': { may: CUSTOMERS },
  'POST /dev/accounts': { may: 'everybody', body: { email: 'dev@mail.example', region: 'US' } },
  'POST /v1/card-additions': { may: CUSTOMERS, body: {} },
  'POST /v1/card-additions/:journeyId/email-code': step(),
  'POST /v1/card-additions/:journeyId/email-confirmation': step({ code: '000000' }),
  'POST /v1/card-additions/:journeyId/mobile-code': step({ mobileNumber: '+12025550100' }),
  'POST /v1/card-additions/:journeyId/mobile-confirmation': step({ mobileNumber: '+12025550100', code: '000000' }),
  'POST /v1/card-additions/:journeyId/information': step(ENTERPRISE),
  'POST /v1/card-additions/:journeyId/card': step({ cardToken: 'tok_1' }),
  'POST /v1/card-additions/:journeyId/cancellation': step(),
  'GET /v1/card-additions/:journeyId': step(),
  'GET /v1/card-additions/:journeyId/timeline': step(),
  'GET /v1/card-additions/:journeyId/events': step(),
  'GET /v1/payment-methods': { may: CUSTOMERS },
  'PUT /v1/payment-methods/default': { may: CUSTOMERS, ownOnly: 'card-unknown', body: { cardId: ':cardId' } },
  'PUT /v1/payment-methods/order': { may: CUSTOMERS, ownOnly: 'card-unknown', body: { order: [':cardId'] } },
  'DELETE /v1/payment-methods/:cardId': { may: CUSTOMERS, ownOnly: 'card-unknown', body: {} },
  'GET /v1/payment-methods/as-of': { may: CUSTOMERS },
  'GET /v1/payment-methods/:cardId/edit-form': { may: CUSTOMERS, ownOnly: 'card-unknown' },
  'GET /v1/operations/accounts/:accountId/wallet': READERS,
  'POST /v1/card-validity-changes': {
    may: CUSTOMERS,
    ownOnly: 'card-unknown',
    body: { cardId: ':cardId', cardToken: 'tok_edit' },
  },
  'GET /v1/card-validity-changes/:changeId': step(),
  'GET /v1/card-validity-changes/:changeId/timeline': step(),
  'POST /v1/card-validity-changes/:changeId/cancellation': step(),
  'GET /v1/me/preferences': { may: CUSTOMERS },
  'PUT /v1/me/preferences/currency': { may: CUSTOMERS, body: { currency: 'EUR' } },
  'POST /v1/service-tickets': { may: CUSTOMERS, ownOnly: true, body: { attemptId: 'vch_1' } },
  'POST /v1/feedback': { may: CUSTOMERS, body: { page: 'payment-methods', helpful: true } },
  'GET /v1/historical-cards': { may: CUSTOMERS },
  'GET /v1/historical-cards/export': { may: CUSTOMERS },
  'GET /v1/holds': { may: CUSTOMERS },
  'POST /v1/charges': { may: ['service'], body: { charges: [CHARGE] } },
  'GET /v1/unbilled-charges': { may: CUSTOMERS },
  'GET /v1/bills': { may: CUSTOMERS },
  'GET /v1/bill-forecast': { may: CUSTOMERS },
  'GET /v1/bills/:billId': step(),
  'GET /v1/bills/:billId/trail': step(),
  'GET /v1/bills/:billId/document': step(),
  'POST /v1/bills/:billId/payments': step(),
  'POST /v1/bills/:billId/confirmations': step({ key: 'acc-2024-04/1' }),
  'GET /v1/operations/bills': READERS,
  'GET /v1/operations/bills/:billId': READERS,
  'GET /v1/operations/bills/:billId/trail': READERS,
  'POST /v1/operations/bills/:billId/hand-payments': write({ reference: 'wire 1', reason: 'paid by wire' }),
  'POST /v1/operations/bills/:billId/unblockings': write({ reason: 'mended' }),
  'POST /v1/operations/bills/:billId/given-up-charges': write({ key: 'acc-2024-04/1', reason: 'the bank says no' }),
  'POST /v1/operations/bills/:billId/credits': write({ reason: 'false alarm' }),
  'POST /v1/operations/bills/:billId/deductions': write({ reason: 'look again' }),
  'POST /v1/operations/accounts/:accountId/risk-bills': write({ reason: 'looks like fraud' }),
  'GET /v1/operations/accounts/:accountId/bill-forecast': READERS,
  'GET /v1/operations/overdue-accounts': READERS,
  'GET /v1/operations/charge-totals': { ...READERS, query: '?day=2024-05-03' },
  'GET /v1/operations/hold-totals': { ...READERS, query: '?day=2024-05-03' },
  'GET /v1/operations/deduction-runs': READERS,
  'GET /v1/operations/deduction-runs/:period': READERS,
  'POST /v1/operations/deduction-runs': write({ period: '2024-04', reason: 'it was missed' }),
  'POST /v1/operations/deduction-runs/:period/pauses': write({ reason: 'the bank is down' }),
  'POST /v1/operations/deduction-runs/:period/resumptions': write({ reason: 'the bank is back' }),
  'POST /v1/operations/deduction-runs/:period/failed-bills': write({ reason: 'mended' }),
  'POST /v1/operations/deduction-dry-runs': write({ period: '2024-04' }),
  'GET /v1/operations/bills/:billId/recording': READERS,
  'GET /v1/operations/bills/:billId/evidence': READERS,
  'GET /v1/operations/cards/:cardId/evidence': READERS,
  'GET /v1/operations/journeys/:journeyId/recording': READERS,
  'POST /v1/operations/backtests': { may: OPERATORS, body: { period: '2024-04' } },
  'GET /v1/operations/workflows': READERS,
  'GET /v1/operations/workflows/history': { ...READERS, query: '?workflowId=cardAddition/none' },
  'POST /v1/operations/workflows/decoded-histories': write({ workflowId: 'cardAddition/none', reason: 'a replay' }),
  'GET /v1/operations/search': { ...READERS, query: '?q=acc_nobody' },
  'POST /v1/operations/person-searches': { may: OPERATORS, body: { email: 'nobody@mail.example' } },
  'GET /v1/operations/journeys': READERS,
  'GET /v1/operations/journey-counts': READERS,
  'GET /v1/operations/journeys/:journeyId': READERS,
  'GET /v1/operations/accounts/:accountId/timeline': READERS,
  'POST /v1/operations/journeys/:journeyId/cancellations': write({ reason: 'the customer asked' }),
  'POST /v1/operations/journeys/:journeyId/pauses': write({ reason: 'the bank is down' }),
  'POST /v1/operations/journeys/:journeyId/resumptions': write({ reason: 'the bank is back' }),
  'POST /v1/operations/journeys/:journeyId/retries': write({ reason: 'the bank is back' }),
  'POST /v1/operations/journeys/:journeyId/resets': write({ reason: 'mended', step: 'hold' }),
  'POST /v1/operations/journeys/:journeyId/terminations': write({ reason: 'beyond help' }),
  'POST /v1/operations/journey-acts': write({
    ...{ act: 'pause', reason: 'the bank is down', journeys: [{ journeyId: 'nobody', key: 'a-key-of-its-own' }] },
  }),
  'GET /v1/operations/health': READERS,
  'GET /v1/operations/me': READERS,
  'GET /v1/operations/operator-log': READERS,
  'GET /v1/operations/operator-log/verification': READERS,
  'GET /v1/operations/read-models': READERS,
  'POST /v1/operations/read-models/put-aside/retries': write({ stream: 'wallet-acc', reason: 'mended' }),
  'POST /v1/operations/read-models/put-aside/skips': write({ stream: 'wallet-acc', revision: 1, reason: 'no fact' }),
  'GET /v1/operations/read-models/rebuilds': READERS,
  'GET /v1/operations/read-models/rebuilds/:id': READERS,
  'POST /v1/operations/read-models/:model/rebuilds': write({ reason: 'a row looks odd', compareOnly: true }),
  'GET /v1/operations/read-models/:model/verification': { ...READERS, query: '?sample=10' },
  'GET /v1/operations/asks': READERS,
  'POST /v1/operations/asks/:ask/approvals': { may: ['operator-approve'], body: { reason: 'seen' } },
  'POST /v1/operations/asks/:ask/refusals': write({ reason: 'not needed' }),
  // Its own door: the signature. See S13.
  'POST /v1/card-network/notices': { may: 'everybody', body: {} },
  'GET /v1/bank-return': { may: 'everybody', query: '?session=none' },
  'GET /v1/configuration': { may: 'everybody' },
  'GET /v1/reference/regions': { may: 'everybody' },
  'GET /v1/reference/industries': { may: 'everybody' },
  'GET /v1/reference/currencies': { may: 'everybody' },
  'GET /v1/reference/hold-amounts/:currency': { may: 'everybody' },
  'POST /v1/session': { may: [...CUSTOMERS, ...OPERATORS], body: {} },
  'POST /v1/sign-out': { may: [...CUSTOMERS, ...OPERATORS, 'service'], body: {} },
  'POST /dev/sign-in': { may: 'everybody', body: { service: 'host' } },
  'GET /.well-known/openid-configuration': { may: 'everybody' },
  'GET /.well-known/jwks.json': { may: 'everybody' },
  'GET /health/live': { may: 'everybody' },
  'GET /health/ready': { may: 'everybody' },
  'GET /metrics': { may: 'everybody' },
  'GET /': { may: 'everybody' },
  'GET /returned': { may: 'everybody' },
};

/** What the description's own pages are served under; public, and without any data. */
export const DOCUMENT_ROUTES: readonly string[] = [
  'GET /docs',
  'GET /docs/',
  'GET /docs/index.html',
  'GET /docs/LICENSE',
  'GET /docs/swagger-ui-init.js',
  'GET /docs/docs/swagger-ui-init.js',
  'GET /openapi.json',
  'GET /docs-yaml',
];
