import Stripe from 'stripe';
import { stripeNoticeReader } from './stripe-notice-reader';

const SECRET = 'whsec_spec';
const reader = stripeNoticeReader(SECRET);
const nowSeconds = (): number => Math.floor(Date.now() / 1000);

const event = (type: string, object: unknown) =>
  JSON.stringify({ id: 'evt_1', object: 'event', type, created: 1_772_625_600, data: { object } });
const signed = (payload: string, { secret = SECRET, timestamp = nowSeconds() } = {}) => ({
  'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp }),
});
const intent = (capture: string) => ({ id: 'pi_1', capture_method: capture, metadata: { onfile_key: 'jrn_1/hold' } });

describe('notices of Stripe', () => {
  it.each([
    ['manual', 'hold.updated'],
    ['automatic', 'charge.updated'],
  ])('a payment intent captured %s is a %s, by our key', (capture, type) => {
    const body = event('payment_intent.canceled', intent(capture));
    const at = '2026-03-04T12:00:00.000Z';
    expect(reader.read(signed(body), body)).toStrictEqual({ id: 'evt_1', type, at, key: 'jrn_1/hold' });
  });

  it('a card that its bank dated anew keeps its token', () => {
    const body = event('payment_method.automatically_updated', { id: 'pm_1' });
    expect(reader.read(signed(body), body)).toMatchObject({
      type: 'card.updated',
      card: { token: 'pm_1', newToken: 'pm_1' },
    });
  });

  it('tells the digest of the number before, where a card under the same token got another one', () => {
    const given = JSON.parse(event('payment_method.automatically_updated', { id: 'pm_1' })) as { data: object };
    const data = { ...given.data, previous_attributes: { card: { fingerprint: 'f_old', last4: '4242' } } };
    const body = JSON.stringify({ ...given, data });
    expect(reader.read(signed(body), body)?.card).toStrictEqual({
      ...{ token: 'pm_1', newToken: 'pm_1', fingerprintBefore: 'f_old' },
    });
  });

  it('says nothing of what Onfile does not use', () => {
    const body = event('customer.created', { id: 'cus_1' });
    expect(reader.read(signed(body), body)).toBeUndefined();
  });

  it('S13 refuses what is forged, changed, stale, from the future, unsigned or no JSON', () => {
    const body = event('payment_intent.canceled', intent('manual'));
    const refused = (headers: Record<string, string>, text = body) =>
      expect(reader.read(headers, text)).toBeUndefined();
    refused(signed(body, { secret: 'whsec_other' }));
    refused(signed(body), body.replace('jrn_1', 'jrn_2'));
    refused(signed(body, { timestamp: nowSeconds() - 301 }));
    refused({});
    refused({ 'stripe-signature': 't=1,v1=00' });
    refused(signed('no JSON'), 'no JSON');
  });
});
