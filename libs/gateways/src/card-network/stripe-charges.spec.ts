import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import type { CardCharges } from './charge-port';
import { stripeCharges } from './stripe-charges';

const refusal = (error: object) => ({
  status: 402,
  body: { error: { type: 'card_error', code: 'card_declined', ...error } },
});

describe('charges by Stripe', () => {
  let answer: { status: number; body: unknown } | 'hang-up' = { status: 200, body: {} };
  /** How the intent stands, where it is asked for. */
  let standing: object | undefined;
  let seen: { path: string; key: string; body: string }[] = [];
  let server: Server;
  let charges: CardCharges;

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        const { url = '' } = request;
        if (url.startsWith('/v1/payment_methods/'))
          return response.end(JSON.stringify({ id: 'pm_1', customer: 'cus_1' }));
        if (request.method === 'GET' && standing !== undefined) return response.end(JSON.stringify(standing));
        seen.push({ path: request.url ?? '', key: String(request.headers['idempotency-key']), body });
        if (answer === 'hang-up') return request.socket.destroy();
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as AddressInfo;
    charges = stripeCharges(
      new Stripe('sk_test_spec', { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0, telemetry: false }),
    );
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  beforeEach(() => {
    seen = [];
    standing = undefined;
  });

  const charge = (initiatedBy: 'merchant' | 'customer' = 'merchant') =>
    charges.chargeCard({
      key: 'acc-2024-05/1',
      token: 'pm_1',
      amount: { currency: 'USD', minor: 1234 },
      reference: 'acc-2024-05',
      returnUrl: 'https://onfile.example/return',
      initiatedBy,
    });

  it('D8 takes the whole amount at once, under our key, with nobody there', async () => {
    answer = {
      status: 200,
      body: { id: 'pi_1', status: 'succeeded', amount: 1234, amount_received: 1234, currency: 'usd' },
    };
    expect(await charge()).toEqual({ outcome: 'captured', chargeId: 'pi_1' });
    expect(seen[0]).toMatchObject({ path: '/v1/payment_intents', key: 'acc-2024-05/1' });
    const sent = new URLSearchParams(seen[0]?.body);
    expect(sent.get('customer')).toBe('cus_1');
    expect(sent.get('off_session')).toBe('true');
    expect(sent.get('capture_method')).toBeNull();
    expect(sent.get('metadata[onfile_reference]')).toBe('acc-2024-05');
  });

  it('in person it may show the page of the bank', async () => {
    const next_action = { redirect_to_url: { url: 'https://bank.example/3ds' } };
    answer = { status: 200, body: { id: 'pi_2', status: 'requires_action', next_action } };
    expect(await charge('customer')).toEqual({
      outcome: 'needs-bank-page',
      chargeId: 'pi_2',
      bankPageUrl: 'https://bank.example/3ds',
    });
    expect(new URLSearchParams(seen[0]?.body).get('return_url')).toBe('https://onfile.example/return');
  });

  it('a card error is a decline; what must be confirmed is 1A', async () => {
    answer = refusal({ network_decline_code: '51', network_advice_code: '02', payment_intent: { id: 'pi_3' } });
    expect(await charge()).toEqual({ outcome: 'declined', chargeId: 'pi_3', networkCode: '51', adviceCode: '02' });
    answer = refusal({ code: 'authentication_required' });
    expect(await charge()).toEqual({ outcome: 'declined', networkCode: '1A' });
  });

  it.each([
    ['stolen_card', '43'],
    ['lost_card', '41'],
    ['insufficient_funds', '51'],
    ['issuer_not_available', '91'],
    ['a_word_of_tomorrow', '05'],
  ])(
    'section 6: where Stripe names no code of the network, its own word %s is %s',
    async (decline_code, networkCode) => {
      answer = refusal({ decline_code });
      expect(await charge()).toEqual({ outcome: 'declined', networkCode });
      answer = refusal({ decline_code, network_decline_code: '61' });
      expect(await charge()).toEqual({ outcome: 'declined', networkCode: '61' });
    },
  );

  it('a page of the bank that ended without a yes: it still wants it confirmed', async () => {
    const last_payment_error = { type: 'invalid_request_error', code: 'payment_intent_authentication_failure' };
    const intent = { id: 'pi_2', status: 'requires_payment_method', last_payment_error };
    answer = { status: 200, body: { data: [intent] } };
    expect(await charges.findCharge('acc-2024-05/2')).toEqual({
      ...{ outcome: 'declined', chargeId: 'pi_2', networkCode: '1A' },
    });
  });

  it('section 6: what Stripe finds out before the network', async () => {
    answer = refusal({ code: 'expired_card' });
    expect(await charge()).toEqual({ outcome: 'declined', networkCode: '54' });
  });

  it('Q5 D7 a broken line or a server error is unknown; 429 means that nothing was done', async () => {
    answer = 'hang-up';
    expect(await charge()).toEqual({ outcome: 'unknown' });
    answer = { status: 500, body: { error: { type: 'api_error', message: 'later' } } };
    expect(await charge()).toEqual({ outcome: 'unknown' });
    answer = { status: 429, body: { error: { type: 'rate_limit_error' } } };
    await expect(charge()).rejects.toThrow('Stripe can not be reached');
  });

  it('finds charges by our key and by the bill', async () => {
    answer = { status: 200, body: { data: [] } };
    expect(await charges.findCharge('acc-2024-05/1')).toEqual({ outcome: 'not-found' });
    const metadata = { onfile_key: 'acc-2024-05/1' };
    answer = {
      status: 200,
      body: { data: [{ id: 'pi_1', status: 'succeeded', metadata, latest_charge: { id: 'ch_1', refunded: true } }] },
    };
    expect(await charges.findChargesOf('acc-2024-05')).toEqual([
      { key: 'acc-2024-05/1', standing: { outcome: 'refunded', chargeId: 'pi_1' } },
    ]);
  });

  it('gives back by a refund under its own numbered key', async () => {
    answer = { status: 200, body: { id: 're_1' } };
    expect(await charges.refundCharge({ key: 'acc-2024-05/1/refund/1', chargeId: 'pi_1' })).toEqual({
      outcome: 'released',
    });
    expect(seen[0]).toMatchObject({ path: '/v1/refunds', key: 'acc-2024-05/1/refund/1' });
  });

  it.each([
    ['the whole', 1234],
    ['a part', 400],
  ])('D8 %s that was taken can not be voided any more: it is to be refunded', async (_what, amount_received) => {
    standing = { id: 'pi_1', status: 'succeeded', amount: 1234, amount_received, currency: 'usd' };
    answer = {
      status: 400,
      body: { error: { type: 'invalid_request_error', code: 'payment_intent_unexpected_state' } },
    };
    expect(await charges.voidCharge({ key: 'acc-2024-05/1/void/1', chargeId: 'pi_1' })).toEqual({
      ...{ outcome: 'refused', reason: 'already-settled' },
    });
  });
});
