import { Webhook } from 'standardwebhooks';
import { standardWebhooksNoticeReader } from './notice-reader';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const body = JSON.stringify({
  id: 'ntc_1',
  type: 'hold.updated',
  at: '2026-03-01T00:00:00.000Z',
  data: { key: 'j1/hold', holdId: 'h1', status: 'held' },
});

const signed = (text: string, at = new Date(), secret = SECRET) => ({
  'webhook-id': 'msg_1',
  'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
  'webhook-signature': new Webhook(secret).sign('msg_1', at, text),
});

describe('notices of the card network', () => {
  const reader = standardWebhooksNoticeReader(SECRET);
  const minutes = (n: number) => new Date(Date.now() + n * 60_000);

  it('S13 reads one that the gateway signed', () => {
    expect(reader.read(signed(body), body)).toEqual({
      id: 'ntc_1',
      type: 'hold.updated',
      at: '2026-03-01T00:00:00.000Z',
      key: 'j1/hold',
    });
  });

  it('tells which card got a new token', () => {
    const text = JSON.stringify({
      id: 'ntc_2',
      type: 'card.updated',
      at: '2026-03-01T00:00:00.000Z',
      data: { token: 'tok_old', newToken: 'tok_new', expiry: '2030-12', last4: '4242' },
    });
    expect(reader.read(signed(text), text)).toMatchObject({
      type: 'card.updated',
      card: { token: 'tok_old', newToken: 'tok_new' },
    });
  });

  it.each([
    ['an old stamp', signed(body, minutes(-6)), body],
    ['a future stamp', signed(body, minutes(6)), body],
    ['another secret', signed(body, new Date(), `whsec_${Buffer.alloc(32, 8).toString('base64')}`), body],
    ['no signature', {}, body],
    ['a body that is no JSON', signed('{'), '{'],
    ['a body of another shape', signed('{"type":"x"}'), '{"type":"x"}'],
  ])('S13 refuses %s', (_what, headers, text) => {
    expect(reader.read(headers, text)).toBeUndefined();
  });

  it('S13 refuses every single-byte change of the body', () => {
    const headers = signed(body);
    for (let at = 0; at < body.length; at += 1) {
      const changed = body.slice(0, at) + String.fromCharCode(body.charCodeAt(at) ^ 1) + body.slice(at + 1);
      expect(reader.read(headers, changed)).toBeUndefined();
    }
  });
});
