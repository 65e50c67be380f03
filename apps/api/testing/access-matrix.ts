import { ENTERPRISE } from './customer';

/** Who comes to a door. `customer` is the one whom the addresses of the rows are about. */
export type Visitor = 'customer' | 'other-customer' | 'operator-read' | 'operator-write' | 'service';

/** One route: who may pass its door, and a request that has the right form. */
export interface AccessRow {
  /** `everybody`: no token is asked for. */
  readonly may: 'everybody' | readonly Visitor[];
  /** `other-customer` passes the door and finds nothing there: what the address names is the customer's own. */
  readonly ownOnly?: true;
  readonly body?: object;
  readonly query?: string;
}

const CUSTOMERS = ['customer', 'other-customer'] as const;
const step = (body: object = {}): AccessRow => ({ may: CUSTOMERS, ownOnly: true, body });

/**
 * S5: every route of the api, as it is declared, with who may call it. A route without a row fails the spec. `:journeyId`
 * and `:accountId` stand for the customer's own.
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
  'GET /v1/historical-cards': { may: CUSTOMERS },
  'GET /v1/holds': { may: CUSTOMERS },
  // Its own door: the signature. See S13.
  'POST /v1/card-network/notices': { may: 'everybody', body: {} },
  'GET /v1/bank-return': { may: 'everybody', query: '?session=none' },
  'GET /v1/configuration': { may: 'everybody' },
  'GET /v1/reference/regions': { may: 'everybody' },
  'GET /v1/reference/industries': { may: 'everybody' },
  'GET /v1/reference/currencies': { may: 'everybody' },
  'POST /v1/sign-out': { may: [...CUSTOMERS, 'operator-read', 'operator-write', 'service'], body: {} },
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
