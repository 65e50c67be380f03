import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { smtpMail } from './smtp-mail';

describe('mail over SMTP', () => {
  const arrived: string[] = [];
  let server: SMTPServer;
  let mail: ReturnType<typeof smtpMail>;

  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, _session, done) {
        let text = '';
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
        stream.on('end', () => {
          arrived.push(text);
          done();
        });
      },
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.server.address() as AddressInfo;
    mail = smtpMail({ url: `smtp://127.0.0.1:${port}`, from: 'Onfile <billing@onfile.example>' });
  });
  afterAll(async () => {
    mail.close();
    await new Promise<void>((closed) => server.close(closed));
  });

  it('gives a repeated key the same Message-ID, so that receivers drop the repeat', async () => {
    const one = { key: 'notice/1', to: 'ada@example.com', subject: 'Card added', text: 'Hello' };
    await mail.send(one);
    await mail.send(one);
    await mail.send({ ...one, key: 'notice/2' });
    const ids = arrived.map((text) => /^Message-ID: (.+)$/im.exec(text)?.[1]);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
    expect(arrived[0]).toContain('X-Onfile-Key: notice/1');
  });

  it('is unreachable when nobody listens', async () => {
    const nobody = smtpMail({ url: 'smtp://127.0.0.1:1', from: 'a@onfile.example' });
    await expect(nobody.send({ key: 'k', to: 'a@b.example', subject: 's', text: 't' })).rejects.toThrow(
      'can not be reached',
    );
    nobody.close();
  });
});
