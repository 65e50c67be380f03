import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import type { CardNetwork } from './port';
import { stripeCardNetwork } from './stripe-card-network';

type Answer = { status: number; body: object };

/** As Stripe does: a payment method that was used without a customer, or is not named with its own, is refused. */
class StripeAtHome {
  readonly intents: URLSearchParams[] = [];
  readonly customers: string[] = [];
  private readonly owner = new Map<string, string>();
  private readonly usedUp = new Set<string>();
  private readonly byKey = new Map<string, string>();
  /** Answers the next intent. */
  next: Answer | undefined;

  answer(path: string, key: string, body: URLSearchParams): Answer {
    const method = /^\/v1\/payment_methods\/(\w+)$/.exec(path)?.[1];
    if (method) return { status: 200, body: { id: method, customer: this.owner.get(method) ?? null } };
    if (path === '/v1/customers') return { status: 200, body: { id: this.customerUnder(key) } };
    this.intents.push(body);
    return this.next ?? this.intent(body);
  }

  private customerUnder(key: string): string {
    const id = this.byKey.get(key) ?? `cus_${this.byKey.size + 1}`;
    this.byKey.set(key, id);
    this.customers.push(id);
    return id;
  }

  private intent(body: URLSearchParams): Answer {
    const method = body.get('payment_method') ?? '';
    const customer = body.get('customer') ?? undefined;
    const isRefused = this.usedUp.has(method) || (this.owner.has(method) && this.owner.get(method) !== customer);
    if (isRefused) return { status: 400, body: { error: { type: 'invalid_request_error', message: 'used up' } } };
    if (customer === undefined) this.usedUp.add(method);
    else if (body.get('setup_future_usage') === 'off_session') this.owner.set(method, customer);
    const amount = Number(body.get('amount'));
    const status = body.get('capture_method') === 'manual' ? 'requires_capture' : 'succeeded';
    return { status: 200, body: { id: 'pi_1', status, amount, amount_received: amount, currency: 'usd' } };
  }
}

describe('payment methods of Stripe and their customers', () => {
  let stripe: StripeAtHome;
  let server: Server;
  let network: CardNetwork;

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        const key = String(request.headers['idempotency-key']);
        const answer = stripe.answer(request.url ?? '', key, new URLSearchParams(body));
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as AddressInfo;
    network = stripeCardNetwork(
      new Stripe('sk_test_spec', { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0, telemetry: false }),
    );
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  beforeEach(() => (stripe = new StripeAtHome()));

  const hold = (minor = 100, currency = 'USD') =>
    network.placeHold({
      ...{ key: 'j1/hold', token: 'pm_1', reference: 'j1', returnUrl: 'https://onfile.example/return' },
      amount: { currency, minor },
    });
  const charge = (minor = 1234, currency = 'USD') =>
    network.chargeCard({
      ...{ key: 'b1/1', token: 'pm_1', reference: 'b1', returnUrl: 'https://onfile.example/return' },
      ...{ amount: { currency, minor }, initiatedBy: 'merchant' as const },
    });

  it('R30a a card that a hold has proved can be charged for bills, month after month', async () => {
    expect(await hold()).toMatchObject({ outcome: 'held' });
    expect(await charge()).toMatchObject({ outcome: 'captured' });
    expect(await charge()).toMatchObject({ outcome: 'captured' });
  });

  it('R22 a hold that is sent again asks for the very same, and makes no second customer', async () => {
    await hold();
    await hold();
    const [first, again] = stripe.intents.map(String);
    expect(again).toBe(first);
    expect(new Set(stripe.customers)).toEqual(new Set(['cus_1']));
  });

  it('Q5 a key that was sent before with other data is looked up: it may have been done', async () => {
    stripe.next = { status: 400, body: { error: { type: 'idempotency_error', message: 'other data' } } };
    expect(await hold()).toEqual({ outcome: 'unknown' });
    expect(await charge()).toEqual({ outcome: 'unknown' });
  });

  it('D7 an amount that Stripe refuses is a fault of ours, which waits for an operator', async () => {
    const error = { type: 'invalid_request_error', code: 'amount_too_small', message: 'at least 50 cents' };
    stripe.next = { status: 400, body: { error } };
    expect(await charge(20)).toEqual({ outcome: 'declined', networkCode: '13' });
    expect(await hold(20)).toEqual({ outcome: 'declined', networkCode: '13' });
  });

  it('R24 of three digits the last one has to be 0: else it is not even sent', async () => {
    expect(await charge(5124, 'KWD')).toEqual({ outcome: 'declined', networkCode: '13' });
    expect(await hold(3123, 'TND')).toEqual({ outcome: 'declined', networkCode: '13' });
    expect(stripe.intents).toHaveLength(0);
    expect(await hold(3120, 'TND')).toMatchObject({ outcome: 'held' });
  });

  it('D8 tells what was approved in our own units, also of a currency that Stripe counts in hundredths', async () => {
    const intent = { id: 'pi_1', status: 'succeeded', amount: 500_00, amount_received: 200_00, currency: 'isk' };
    stripe.next = { status: 200, body: intent };
    expect(await charge(500, 'ISK')).toMatchObject({ approved: { currency: 'ISK', minor: 200 } });
  });
});
