import { createTransport } from 'nodemailer';
import { httpSms, smtpMail } from '@onfile/gateways';
import { Bench, SMS_KEY } from '../../testing/bench';

interface Message {
  readonly id: string;
  readonly kind: string;
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
}

describe('the inbox', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open();
  });
  afterAll(() => bench.close());

  const read = async (query: string): Promise<Message[]> =>
    (await bench.ask<{ messages: Message[] }>(`/inbox.json?${query}`, { token: '' })).body.messages;
  const sms = (body: unknown, key = bench.key(), token = SMS_KEY) => bench.ask('/v1/sms', { body, key, token });

  it('takes mail over SMTP, in any script, once for each Message-ID', async () => {
    const mail = smtpMail({ url: `smtp://127.0.0.1:${bench.bank.smtpPort}`, from: 'Onfile <billing@onfile.example>' });
    const letter = {
      key: 'j1/mail/1',
      to: 'Ada@Example.com',
      subject: '您的验证码 ✓',
      text: 'Your code is 123456.\nÑandú',
    };
    await mail.send(letter);
    await mail.send(letter);
    await mail.send({ ...letter, key: 'j1/mail/2', text: 'Your code is 654321.' });
    mail.close();
    expect((await read('to=ada@example.com')).map(({ text }) => text.trim())).toEqual([
      'Your code is 654321.',
      'Your code is 123456.\nÑandú',
    ]);
    expect((await read('to=ADA%40example.com'))[1]).toMatchObject({
      kind: 'mail',
      to: 'ada@example.com',
      subject: '您的验证码 ✓',
    });
  });

  it('shows the text of a mail that has only HTML, and gives each person their own', async () => {
    const transport = createTransport({ host: '127.0.0.1', port: bench.bank.smtpPort });
    const to = ['one@example.com', 'two@example.com'];
    await transport.sendMail({ from: 'bank@example.com', to, subject: 'Bill', html: '<p>Code <b>777777</b></p>' });
    for (const person of to) expect((await read(`to=${person}`))[0]?.text).toContain('777777');
  });

  it('takes text messages, once for each key', async () => {
    const { send } = httpSms({ url: `${bench.url}/v1/sms`, apiKey: SMS_KEY });
    const message = { key: 'j1/sms/1', to: '+56912345678', text: 'Your code is 111111' };
    await send(message);
    await send(message);
    const expected = [{ kind: 'sms', to: '+56912345678', text: 'Your code is 111111' }];
    expect(await read('to=%2B56912345678')).toMatchObject(expected);
    expect(await read('to=+56912345678')).toMatchObject(expected);
    expect((await sms({ to: '+56912345678', text: 'something else' }, 'j1/sms/1')).body).toMatchObject({
      code: 'key-reused',
    });
  });

  it.each([{ to: '12345', text: 'x' }, { to: '+56912345678', text: '' }, { to: '+56912345678' }])(
    'refuses %j',
    async (body) => {
      expect((await sms(body)).status).toBe(422);
    },
  );

  it('refuses text messages without the right key', async () => {
    expect((await sms({ to: '+56912345678', text: 'x' }, bench.key(), 'wrong')).status).toBe(401);
  });

  it('meets the fault down, so that the sender tries again', async () => {
    await bench.fault({ match: { operation: 'sms' }, fault: 'down', times: 1 });
    const send = () => sms({ to: '+56900000001', text: 'again' }, 'again');
    expect([(await send()).status, (await send()).status]).toEqual([503, 202]);
  });

  it('is newest first, in pages', async () => {
    for (let n = 1; n <= 5; n += 1) await sms({ to: '+56900000002', text: `message ${n}` });
    const first = await read('to=%2B56900000002&limit=2');
    expect(first.map(({ text }) => text)).toEqual(['message 5', 'message 4']);
    const next = await read(`to=%2B56900000002&limit=2&before=${first[1]?.id}`);
    expect(next.map(({ text }) => text)).toEqual(['message 3', 'message 2']);
  });

  it('closes though senders keep their connections, and takes their mail when it is open again', async () => {
    const mail = smtpMail({ url: `smtp://127.0.0.1:${bench.bank.smtpPort}`, from: 'billing@onfile.example' });
    await mail.send({ key: 'kept', to: 'kept@example.com', subject: 'Kept', text: 'open' });
    const started = Date.now();
    await bench.restart();
    expect(Date.now() - started).toBeLessThan(20_000);
    mail.close();
    expect(await read('to=kept@example.com')).toHaveLength(1);
  });
});
