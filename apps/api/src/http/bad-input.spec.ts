import type { Response } from 'supertest';
import { startBench, type Bench } from '../../testing/bench';
import { Customer, ENTERPRISE, INDIVIDUAL } from '../../testing/customer';

/** One request body of the api: a whole one, and how long its texts may be. */
interface Case {
  readonly name: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly longest: Readonly<Record<string, number>>;
  readonly optional?: readonly string[];
  readonly service?: true;
  readonly open?: true;
}

const CASES: readonly Case[] = [
  {
    name: 'register',
    path: '/v1/accounts',
    service: true,
    body: { email: 'new@mail.example', region: 'US', registeredAt: '2024-05-01T00:00:00Z', language: 'en' },
    longest: { email: 254, region: 2, registeredAt: 40, language: 2 },
    optional: ['language'],
  },
  {
    name: 'dev registration',
    path: '/dev/accounts',
    open: true,
    body: { email: 'new@mail.example', region: 'US', language: 'en' },
    longest: { email: 254, region: 2, language: 2 },
    optional: ['language'],
  },
  { name: 'dev sign-in', path: '/dev/sign-in', open: true, body: { accountId: 'acc_1' }, longest: { accountId: 80 } },
  {
    name: 'dev sign-in, by email',
    path: '/dev/sign-in',
    open: true,
    body: { email: 'a@b.example' },
    longest: { email: 254 },
  },
  {
    name: 'dev sign-in, operator',
    path: '/dev/sign-in',
    open: true,
    body: { operator: 'op_1', may: 'read' },
    longest: { operator: 80, may: 5 },
  },
  { name: 'email code', path: 'email-confirmation', body: { code: '123456' }, longest: { code: 20 } },
  { name: 'Send Code', path: 'mobile-code', body: { mobileNumber: '+12025550100' }, longest: { mobileNumber: 40 } },
  {
    name: 'SMS code',
    path: 'mobile-confirmation',
    body: { mobileNumber: '+12025550100', code: '123456' },
    longest: { mobileNumber: 40, code: 20 },
  },
  {
    name: 'information of an Individual',
    path: 'information',
    body: INDIVIDUAL,
    longest: { accountType: 10, name: 100, address: 300, industry: 60 },
  },
  {
    name: 'information of an Enterprise',
    path: 'information',
    body: ENTERPRISE,
    longest: {
      ...{ accountType: 10, enterpriseName: 200, enterpriseAddress: 300, contactName: 100, contactPosition: 100 },
      ...{ industry: 60, currency: 3 },
    },
  },
  {
    name: 'card',
    path: 'card',
    body: { cardToken: 'tok_1', holderName: 'Ada Lovelace' },
    longest: { cardToken: 80, holderName: 100 },
    optional: ['holderName'],
  },
];

const WRONG_TYPES: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['a number', 7],
  ['a truth', true],
  ['a list', ['x']],
  ['an object', { $ne: null }],
  ['nothing in it', ''],
  ['a control character in it', 'a\u0000b'],
];

describe('bad input: a stable code, and nothing in the log', () => {
  let bench: Bench;
  let customer: Customer;
  let journeyId: string;
  let service: string;
  beforeAll(async () => {
    bench = await startBench();
    customer = await Customer.register(bench);
    journeyId = await customer.addCard();
    service = await bench.tokenOf({ audience: 'services', subject: 'host' });
  });
  afterAll(() => bench.stop());

  const send = async (
    { path, ...about }: Pick<Case, 'path' | 'open' | 'service'>,
    body: unknown,
  ): Promise<Response> => {
    const address = path.startsWith('/') ? path : `/v1/card-additions/${journeyId}/${path}`;
    const request = bench.http.post(address).set('Idempotency-Key', bench.freshKey());
    if (!about.open) void request.set('Authorization', `Bearer ${about.service ? service : customer.token}`);
    return request.set('Content-Type', 'application/json').send(JSON.stringify(body));
  };

  const refused = async (sent: () => Promise<Response>, status: number, code: string): Promise<Response> => {
    const before = bench.log.all().length;
    const answer = await sent();
    const { code: told, nextStep } = answer.body as { code: string; nextStep: string };
    expect([answer.status, told]).toStrictEqual([status, code]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(nextStep.length).toBeGreaterThan(0);
    expect(bench.log.all()).toHaveLength(before);
    return answer;
  };
  const invalid = (of: Case, body: unknown): Promise<Response> => refused(() => send(of, body), 400, 'request-invalid');

  describe.each(CASES)('$name', (of) => {
    const fields = Object.keys(of.body);

    it.each(fields)('%s: missing, of every wrong type, too long', async (field) => {
      const { [field]: _left, ...without } = of.body;
      if (!of.optional?.includes(field)) await invalid(of, without);
      for (const [, value] of WRONG_TYPES) {
        const { body } = await invalid(of, { ...of.body, [field]: value });
        expect(JSON.stringify(body)).not.toContain('$ne'); // what was sent is not repeated
      }
      await invalid(of, { ...of.body, [field]: 'x'.repeat((of.longest[field] ?? 0) + 1) });
    });

    it('is refused with a field that it does not have, as no object, and as no JSON', async () => {
      const { body } = await invalid(of, { ...of.body, isAdmin: true });
      expect(JSON.stringify(body)).not.toContain('isAdmin');
      await invalid(of, [of.body]);
      await invalid(of, 'text');
      await invalid(of, null);
      const path = of.path.startsWith('/') ? of.path : `/v1/card-additions/${journeyId}/${of.path}`;
      const token = of.service ? service : customer.token;
      const raw = (text: string) =>
        bench.http
          .post(path)
          .set({
            Authorization: `Bearer ${token}`,
            'Idempotency-Key': bench.freshKey(),
            'Content-Type': 'application/json',
          })
          .send(text);
      await refused(async () => raw('{"a":'), 400, 'request-invalid');
      await refused(async () => raw(`{"a":"${'x'.repeat(70_000)}"}`), 413, 'request-too-large');
    });
  });

  it.each([
    ['lists', '['.repeat(30_000) + ']'.repeat(30_000)],
    ['objects', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
  ])('%s nested deeper than calls can be: refused as any other', async (_what, text) => {
    const sent = async (): Promise<Response> =>
      bench.http
        .post('/v1/feedback')
        .set({ Authorization: `Bearer ${customer.token}`, 'Idempotency-Key': bench.freshKey() })
        .set('Content-Type', 'application/json')
        .send(text);
    await refused(sent, 400, 'request-invalid');
  });

  it('names the field of a form that is inside of another', async () => {
    const card = CASES.find(({ name }) => name === 'card') as Case;
    for (const taxId of [
      { type: 'RUT' },
      { type: 'DNI', number: '1' },
      { type: 'RUT', number: '' },
      'RUT',
      { number: '1' },
    ]) {
      const { body } = await invalid(card, { ...card.body, taxId });
      expect(JSON.stringify((body as { errors: unknown }).errors)).toContain('taxId');
    }
  });

  it.each([
    [
      'information-invalid',
      422,
      '/v1/accounts',
      { email: 'nobody', region: 'US', registeredAt: '2024-05-01T00:00:00Z' },
    ],
    [
      'information-invalid',
      422,
      '/v1/accounts',
      { email: 'a@b.example', region: 'ZZ', registeredAt: '2024-05-01T00:00:00Z' },
    ],
    [
      'information-invalid',
      422,
      '/v1/accounts',
      { email: 'a@b.example', region: 'US', registeredAt: '2024-05-10T12:01:01Z' },
    ],
    [
      'information-invalid',
      422,
      '/v1/accounts',
      { email: 'a@b.example', region: 'US', registeredAt: '0000-01-01T00:00:00Z' },
    ],
    ['request-invalid', 400, '/v1/accounts', { email: 'a@b.example', region: 'US', registeredAt: 'yesterday' }],
  ] as const)('registration: %s (%d)', async (code, status, path, body) => {
    await refused(() => send({ path, service: true }, body), status, code);
  });

  it.each([
    ['step-out-of-order', 409, 'card', { cardToken: 'tok_known' }],
    ['step-out-of-order', 409, 'information', INDIVIDUAL],
    ['step-out-of-order', 409, 'mobile-code', { mobileNumber: '+12025550100' }],
    ['no-code-sent', 409, 'email-confirmation', { code: '123456' }],
    ['token-unknown', 422, 'card', { cardToken: 'tok_nobody_knows' }],
    ['number-not-of-region', 422, 'mobile-code', { mobileNumber: '+56961234567' }],
  ] as const)('the wrong step or value: %s (%d)', async (code, status, path, body) => {
    bench.card({ on: 'approve' }, 'tok_known');
    await refused(() => send({ path }, body), status, code);
  });

  it.each([
    ['no key', undefined],
    ['too short', '1234567'],
    ['too long', 'x'.repeat(201)],
    ['a space in it', 'has a space'],
  ])('Idempotency-Key: %s', async (_why, key) => {
    await refused(
      async () => {
        const request = bench.http.post('/v1/card-additions').set('Authorization', `Bearer ${customer.token}`);
        return key === undefined ? request.send({}) : request.set('Idempotency-Key', key).send({});
      },
      400,
      'idempotency-key-missing',
    );
  });

  it.each([
    ['/v1/card-additions/nobody', 404, 'not-found'],
    [`/v1/card-additions/${'x'.repeat(81)}`, 400, 'request-invalid'],
    ['/v1/card-additions/..%2f..%2faccount-1', 400, 'request-invalid'],
    ['/v1/card-additions/a%00b', 400, 'request-invalid'],
    ['/v1/card-additions/%', 400, 'request-invalid'],
    ['/v1/payment-methods?atLeast=soon', 400, 'request-invalid'],
    ['/v1/payment-methods?atLeast=-1', 400, 'request-invalid'],
    ['/v1/payment-methods?atLeast=1&atLeast=2', 400, 'request-invalid'],
    ['/v1/payment-methods?accountId=acc_other', 400, 'request-invalid'],
    ['/v1/historical-cards?limit=0', 400, 'request-invalid'],
    ['/v1/historical-cards?limit=101', 400, 'request-invalid'],
    ['/v1/historical-cards?limit=ten', 400, 'request-invalid'],
    [`/v1/historical-cards?cursor=${'x'.repeat(801)}`, 400, 'request-invalid'],
    ['/v1/historical-cards?cursor=%27', 400, 'request-invalid'],
    ['/v1/nothing', 404, 'not-found'],
  ])('GET %s: %d %s', async (path, status, code) => {
    await refused(() => customer.get(path), status, code);
  });

  it('a method that an address does not have', async () => {
    await refused(
      async () => bench.http.delete('/v1/card-additions').set('Authorization', `Bearer ${customer.token}`),
      404,
      'not-found',
    );
  });
});
