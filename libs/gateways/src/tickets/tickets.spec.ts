import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fakeMail } from '../mail/fake-mail';
import { ticketsContract } from './contract';
import { fakeTickets } from './fake-tickets';
import { httpTickets } from './http-tickets';
import { mailTickets } from './mail-tickets';

describe('the fake desk', () => {
  ticketsContract(async () => {
    const desk = fakeTickets();
    return { desk, read: async () => [...desk.opened.values()] };
  });
});

describe('a desk that is a mailbox', () => {
  ticketsContract(async () => {
    const mail = fakeMail();
    return { desk: mailTickets(mail, 'help@example.com'), read: async () => [...mail.sent.values()] };
  });

  it('goes to those who help, and says where to answer', async () => {
    const mail = fakeMail();
    await mailTickets(mail, 'help@example.com').open({ key: 'k', subject: 's', text: 't', replyTo: 'p@example.com' });
    expect(mail.sent.get('ticket/k')).toMatchObject({
      to: 'help@example.com',
      text: expect.stringContaining('p@example.com'),
    });
  });
});

describe('a help desk over HTTP', () => {
  const servers: Server[] = [];
  afterAll(() => servers.forEach((server) => server.close()));

  async function deskOf(status = 201) {
    const kept = new Map<string, { subject: string; text: string }>();
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const key = String(request.headers['idempotency-key']);
        const isKnown = kept.has(key);
        if (status === 201) kept.set(key, JSON.parse(body) as { subject: string; text: string });
        response.writeHead(isKnown ? 409 : status).end();
      });
    });
    servers.push(server);
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { kept, desk: httpTickets({ baseUrl, apiKey: 'key', timeoutMs: 40_000 }) };
  }

  ticketsContract(async () => {
    const { desk, kept } = await deskOf();
    return { desk, read: async () => [...kept.values()] };
  });

  it.each([
    [503, 'can not be reached'],
    [500, 'can not be reached'],
    [400, 'refused'],
  ])('%i is told as it is', async (status, words) => {
    const { desk } = await deskOf(status);
    await expect(desk.open({ key: 'k', subject: 's', text: 't', replyTo: 'p@example.com' })).rejects.toThrow(words);
  });
});
