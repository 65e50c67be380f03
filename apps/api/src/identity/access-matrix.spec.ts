import type { ValidityChangeEvent } from '@onfile/domain';
import { cardAdded, defaultCardSet, NOON, started, validityChangeStarted } from '@onfile/domain/fixtures';
import { ACCESS_MATRIX, DOCUMENT_ROUTES, type AccessRow, type Visitor } from '../../testing/access-matrix';
import { ISSUER, startBench, type Bench } from '../../testing/bench';
import { billIssued } from '../../testing/bills';
import { Customer } from '../../testing/customer';
import { es256, forgeToken } from '../../testing/forge';
import { lookAt } from '../../testing/memory-operators';
import { RouteAccessCheck } from './route-access-check';
import type { TokenRequest } from './local-issuer';

const OPERATORS = ['operator-read', 'operator-write', 'operator-approve'] as const;
const VISITORS: readonly Visitor[] = ['customer', 'other-customer', ...OPERATORS, 'service'];

interface Called {
  readonly status: number;
  readonly text: string;
  readonly code?: string;
}

const calledOf = (status: number, text: string): Called => {
  const isProblem = status >= 400 && text.startsWith('{');
  return { status, text, ...(isProblem ? { code: (JSON.parse(text) as { code: string }).code } : {}) };
};

/** An event that some read model could not take in. */
const ASIDE = {
  ...{ stream: 'wallet-acc', revision: 1, position: '9', type: 'CardAdded', cause: 'of another build' },
  ...{ putAsideAt: '2024-05-10T11:00:00.000Z', models: ['holds'], heldBack: 0 },
};

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

describe('S5 who may call what', () => {
  let bench: Bench;
  let customer: Customer;
  let other: Customer;
  let journeyId: string;
  beforeAll(async () => {
    bench = await startBench();
    customer = await Customer.register(bench);
    other = await Customer.register(bench);
    journeyId = await customer.addCard();
    bench.log.given(`bill-${customer.accountId}-2024-04`, billIssued(customer.accountId, '2024-04'));
    bench.log.given(`wallet-${customer.accountId}`, cardAdded('card_1'));
    bench.log.given(`wallet-${customer.accountId}`, defaultCardSet('card_1'));
    bench.log.given('cardAddition-1', started([], { accountId: customer.accountId }));
    bench.log.given('cardAddition-1', { type: 'CardAdditionSucceeded', at: NOON, data: { cardId: 'card_1' } });
    const change = validityChangeStarted() as Extract<ValidityChangeEvent, { type: 'ValidityChangeStarted' }>;
    bench.log.given('cardValidityChange-vch_1', {
      ...change,
      data: { ...change.data, changeId: 'vch_1', accountId: customer.accountId },
    });
    bench.card({ on: 'approve' }, 'tok_edit');
    bench.operators.running.set(`cardAddition/${journeyId}`, lookAt(`cardAddition/${journeyId}`));
    bench.operators.aside.push(ASIDE);
    await bench.ports.operators.projections.rebuild({ id: 'rebuild_1', model: 'holds', compareOnly: true, by: 'op_1' });
    bench.histories.kept.push({ workflowId: 'cardAddition/none', runId: 'run-1', history: { events: [] } });
  });
  afterAll(() => bench.stop());

  const requests: Record<Visitor, () => TokenRequest> = {
    customer: () => ({ audience: 'customers', subject: customer.accountId }),
    'other-customer': () => ({ audience: 'customers', subject: other.accountId }),
    'operator-read': () => ({ audience: 'operators', subject: 'op_1', scopes: ['read'] }),
    'operator-write': () => ({ audience: 'operators', subject: 'op_2', scopes: ['read', 'write'] }),
    'operator-approve': () => ({ audience: 'operators', subject: 'op_3', scopes: ['approve'] }),
    service: () => ({ audience: 'services', subject: 'host' }),
  };

  /** Something that waits for a second person. */
  async function anAsk(): Promise<string> {
    const token = await bench.tokenOf({ audience: 'operators', subject: 'op_4', scopes: ['read', 'write'] });
    const { body } = await bench.http
      .post(`/v1/operations/bills/${customer.accountId}-2024-04/credits`)
      .set({ Authorization: `Bearer ${token}`, 'Idempotency-Key': bench.freshKey() })
      .send({ reason: 'false alarm' });
    return (body as { ask: string }).ask;
  }

  /** One request; of a stream of events only what comes first is read. */
  async function call(
    route: string,
    { body, query = '' }: AccessRow,
    token?: string,
    ask = '202405-9',
  ): Promise<Called> {
    const [method = '', path = ''] = route.split(' ');
    const address =
      path
        .replace(':journeyId', journeyId)
        .replace(':accountId', customer.accountId)
        .replace(':billId', `${customer.accountId}-2024-04`)
        .replace(':period', '2024-04')
        .replace(':currency', 'USD')
        .replace(':ask', ask)
        .replace(':model', 'holds')
        .replace('rebuilds/:id', 'rebuilds/rebuild_1')
        .replace(':cardId', 'card_1')
        .replace(':changeId', 'vch_1') + query;
    const answer = await fetch(`${bench.url}${address}`, {
      method,
      redirect: 'manual',
      headers: {
        'Idempotency-Key': bench.freshKey(),
        ...(method === 'GET' ? {} : { 'Content-Type': 'application/json' }),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body).replace(':cardId', 'card_1') }),
    });
    if (!answer.headers.get('content-type')?.startsWith('text/event-stream'))
      return calledOf(answer.status, await answer.text());
    await answer.body?.cancel();
    return calledOf(answer.status, '');
  }

  /** A token as the issuer signs it, for a door that is not ours. */
  function wrongAudience({ subject }: TokenRequest): string {
    const iat = bench.ports.clock().getTime() / 1000;
    const header = { alg: 'ES256', kid: bench.issuer.jwks.keys[0]?.kid };
    const claims = { iss: ISSUER, aud: 'another-service', sub: subject, jti: 'j', iat, exp: iat + 600 };
    return forgeToken(header, claims, es256(bench.issuerKey));
  }

  it('every route has its row, and every row its route', () => {
    const declared = bench.app.get(RouteAccessCheck).rows();
    expect(declared.map(({ route }) => route).sort()).toStrictEqual(Object.keys(ACCESS_MATRIX).sort());
    const express = bench.app.getHttpAdapter().getInstance() as { router: { stack: readonly Layer[] } };
    const served = express.router.stack.flatMap(({ route }) =>
      route ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`) : [],
    );
    const known = new Set([...Object.keys(ACCESS_MATRIX), ...DOCUMENT_ROUTES]);
    expect(served.filter((route) => !known.has(route))).toStrictEqual([]);
  });

  it('a route that names nobody stops the start', () => {
    const check = bench.app.get(RouteAccessCheck);
    const nameless = { rows: () => [{ route: 'GET /v1/secrets', who: [] }] };
    expect(() => check.onModuleInit.call(Object.assign(Object.create(check), nameless))).toThrow('GET /v1/secrets');
  });

  const rows = Object.entries(ACCESS_MATRIX);
  const guarded = rows.filter(([, { may }]) => may !== 'everybody');

  describe.each(rows.filter(([, { may }]) => may === 'everybody'))('%s', (route, row) => {
    it('asks nobody for a token of the api', async () => {
      const { status, code } = await call(route, row);
      if (code !== 'notice-refused') expect([401, 403, 404, 500]).not.toContain(status);
    });
  });

  describe.each(guarded)('%s', (route, row) => {
    const refused = async (token: string | undefined, status: number, code: string): Promise<void> => {
      const before = bench.log.all().length;
      const answer = await call(route, row, token);
      expect([answer.status, answer.code]).toStrictEqual([status, code]);
      expect(bench.log.all()).toHaveLength(before);
    };

    it('turns away anonymous, forged, expired, revoked and wrong-audience callers', async () => {
      await refused(undefined, 401, 'sign-in-needed');
      await refused('not.a.token', 401, 'token-invalid');
      const request = requests[(row.may as readonly Visitor[])[0] ?? 'customer']();
      const token = await bench.tokenOf(request);
      const stranger = await startBench();
      await refused(await stranger.tokenOf(request), 401, 'token-invalid');
      await stranger.stop();
      await bench.http.post('/v1/sign-out').set('Authorization', `Bearer ${token}`).expect(204);
      await refused(token, 401, 'token-revoked');
      await refused(wrongAudience(request), 401, 'token-invalid');
      const expired = await bench.tokenOf(request);
      bench.pass(3_600_000 + 6_000);
      await refused(expired, 401, 'token-expired');
    });

    it.each(VISITORS)('%s', async (visitor) => {
      const token = await bench.tokenOf(requests[visitor]());
      if (!(row.may as readonly Visitor[]).includes(visitor)) return refused(token, 403, 'not-allowed');
      if (visitor === 'other-customer' && row.ownOnly)
        return refused(token, 404, row.ownOnly === true ? 'not-found' : row.ownOnly);
      const ask = route.includes(':ask') ? await anAsk() : undefined;
      const { status, text } = await call(route, row, token, ask);
      expect([401, 403, 404, 500]).not.toContain(status);
      if (visitor === 'other-customer') expect(text).not.toContain(customer.accountId);
    });
  });
});
