import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpSms } from './http-sms';
import { twilioSms } from './twilio-sms';

const message = { key: 'j1/sms/1', to: '+56912345678', text: 'Your code is 123456' };

describe('text messages over HTTP', () => {
  const seen: { key: unknown; body: string }[] = [];
  let server: Server;
  let status = 202;
  let url: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        seen.push({ key: request.headers['idempotency-key'], body });
        response.writeHead(status).end('{}');
      });
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/inbox/sms`;
  });
  afterAll(() => new Promise((closed) => server.close(closed)));

  it('sends the key with the text, so that a repeat is one message', async () => {
    await httpSms({ url, apiKey: 'spec' }).send(message);
    expect(seen).toEqual([{ key: message.key, body: JSON.stringify(message) }]);
  });

  it('is unreachable when the service says no, so that the caller tries again', async () => {
    status = 500;
    await expect(httpSms({ url, apiKey: 'spec' }).send(message)).rejects.toThrow('can not be reached');
  });
});

describe('text messages through Twilio', () => {
  const settings = { accountSid: 'AC0', authToken: 'spec', from: '+15005550006' };

  it('sends from our number', async () => {
    const sent: unknown[] = [];
    await twilioSms(settings, { create: async (given) => sent.push(given) }).send(message);
    expect(sent).toEqual([{ to: message.to, from: settings.from, body: message.text }]);
  });

  it('is unreachable when Twilio fails', async () => {
    const broken = { create: () => Promise.reject(new Error('down')) };
    await expect(twilioSms(settings, broken).send(message)).rejects.toThrow('can not be reached');
  });
});
