import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { stripeCardNetwork } from './stripe-card-network';
import type { CardNetwork } from './port';

/** What the wire saw, and what it answers next: Stripe's documented forms over a real socket. */
interface Wire {
  readonly seen: { method: string; path: string; key: string | undefined; body: URLSearchParams }[];
  answer: { status: number; body: unknown } | 'hang-up';
}

describe('the Stripe adapter', () => {
  const wire: Wire = { seen: [], answer: { status: 200, body: {} } };
  let server: Server;
  let network: CardNetwork;

  beforeAll(async () => {
    server = createServer((request, response) => {
      void text(request).then((body) => {
        if (isAboutCustomer(request)) return response.end(JSON.stringify({ id: 'cus_1', customer: 'cus_1' }));
        const key = request.headers['idempotency-key'];
        wire.seen.push({
          method: request.method ?? '',
          path: request.url ?? '',
          key: String(key),
          body: new URLSearchParams(body),
        });
        if (wire.answer === 'hang-up') return request.socket.destroy();
        response.writeHead(wire.answer.status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(wire.answer.body));
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
  beforeEach(() => wire.seen.splice(0));

  const hold = () =>
    network.placeHold({
      key: 'j1/hold',
      token: 'pm_1',
      amount: { currency: 'CLP', minor: 950 },
      returnUrl: 'https://onfile.example/return',
      reference: 'j1',
    });

  it('R22, D4 asks for an authorisation under our key, never for a capture', async () => {
    wire.answer = { status: 200, body: { id: 'pi_1', status: 'requires_capture' } };
    expect(await hold()).toEqual({ outcome: 'held', holdId: 'pi_1', networkCode: '00' });
    const [request] = wire.seen;
    expect(request).toMatchObject({ method: 'POST', path: '/v1/payment_intents', key: 'j1/hold' });
    expect(Object.fromEntries(request?.body ?? [])).toMatchObject({
      amount: '950',
      currency: 'clp',
      capture_method: 'manual',
      'metadata[onfile_key]': 'j1/hold',
    });
  });

  it('R29 hands on the bank page', async () => {
    wire.answer = {
      status: 200,
      body: {
        id: 'pi_2',
        status: 'requires_action',
        next_action: { redirect_to_url: { url: 'https://bank.example/3ds' } },
      },
    };
    expect(await hold()).toEqual({
      outcome: 'needs-bank-page',
      holdId: 'pi_2',
      bankPageUrl: 'https://bank.example/3ds',
    });
  });

  it('a card error is a decline with the network code and advice', async () => {
    wire.answer = {
      status: 402,
      body: {
        error: {
          type: 'card_error',
          code: 'card_declined',
          network_decline_code: '51',
          network_advice_code: '02',
          payment_intent: { id: 'pi_3' },
        },
      },
    };
    expect(await hold()).toMatchObject({ outcome: 'declined', holdId: 'pi_3', networkCode: '51', adviceCode: '02' });
  });

  it('Q5 a broken line or a server error is unknown, never a no', async () => {
    wire.answer = 'hang-up';
    expect(await hold()).toEqual({ outcome: 'unknown' });
    wire.answer = { status: 500, body: { error: { type: 'api_error', message: 'later' } } };
    expect(await hold()).toEqual({ outcome: 'unknown' });
  });

  it('429 means that nothing was done', async () => {
    wire.answer = { status: 429, body: { error: { type: 'rate_limit_error' } } };
    await expect(hold()).rejects.toThrow('Stripe can not be reached');
  });

  it.each([
    ['requires_capture', null, 'held'],
    ['canceled', null, 'voided'],
    ['succeeded', { id: 'ch_1', refunded: false }, 'settled'],
    ['succeeded', { id: 'ch_1', refunded: true }, 'refunded'],
  ])('finds a hold by our key: %s %j is %s', async (status, latest_charge, outcome) => {
    wire.answer = { status: 200, body: { data: [{ id: 'pi_1', status, latest_charge }] } };
    expect(await network.findHold('j1/hold')).toMatchObject({ outcome });
    expect(decodeURIComponent(wire.seen[0]?.path ?? '').replaceAll('+', ' ')).toContain(
      "metadata['onfile_key']:'j1/hold'",
    );
  });

  it('not found is not-found', async () => {
    wire.answer = { status: 200, body: { data: [] } };
    expect(await network.findHold('j1/hold')).toEqual({ outcome: 'not-found' });
  });

  it('R25 voids by cancelling, under the numbered key', async () => {
    wire.answer = { status: 200, body: { id: 'pi_1', status: 'canceled' } };
    expect(await network.voidHold({ key: 'j1/void/1', holdId: 'pi_1' })).toEqual({ outcome: 'released' });
    expect(wire.seen[0]).toMatchObject({ path: '/v1/payment_intents/pi_1/cancel', key: 'j1/void/1' });
  });

  it('R39 forgets a payment method, also one that is gone already', async () => {
    wire.answer = { status: 200, body: { id: 'pm_1' } };
    await network.destroyToken('pm_1');
    expect(wire.seen[0]).toMatchObject({ method: 'POST', path: '/v1/payment_methods/pm_1/detach' });
    wire.answer = { status: 404, body: { error: { type: 'invalid_request_error', message: 'none' } } };
    await network.destroyToken('pm_1');
    wire.answer = 'hang-up';
    await expect(network.destroyToken('pm_1')).rejects.toThrow('Stripe can not be reached');
  });

  it('R21 describes a payment method', async () => {
    isDescribed = true;
    wire.answer = {
      status: 200,
      body: {
        id: 'pm_1',
        card: {
          brand: 'visa',
          last4: '4242',
          exp_month: 7,
          exp_year: 2030,
          country: 'CL',
          funding: 'credit',
          fingerprint: 'f1',
        },
      },
    };
    expect(await network.describeToken('pm_1')).toEqual({
      token: 'pm_1',
      brand: 'visa',
      last4: '4242',
      expiry: '2030-07',
      funding: 'credit',
      issuingCountry: 'CL',
      fingerprint: 'f1',
    });
    wire.answer = { status: 404, body: { error: { type: 'invalid_request_error', message: 'none' } } };
    expect(await network.describeToken('pm_2')).toBeUndefined();
  });
});

let isDescribed = false;

/** What is asked before a hold; stripe-customers.spec.ts is about that. */
const isAboutCustomer = ({ method, url = '' }: IncomingMessage): boolean =>
  !isDescribed && (url === '/v1/customers' || (method === 'GET' && url.startsWith('/v1/payment_methods/')));

async function text(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
