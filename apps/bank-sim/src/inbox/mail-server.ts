import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Inbox } from './inbox';

const LARGEST_MAIL_BYTES = 5 * 1024 * 1024;
/** Senders keep connections open for their next mail; the bank does not wait for it. */
const CLOSE_WITHIN_MS = 500;

/** A mail server that takes everything into the inbox, on 127.0.0.1, without sign-in and without encryption. */
export interface MailServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** @throws when the port is taken. */
export async function startMailServer(inbox: Inbox, port: number, log: Logger): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST_MAIL_BYTES,
    closeTimeout: CLOSE_WITHIN_MS,
    onData: (stream, session, done) => {
      take(stream, session, inbox).then(
        () => done(),
        (error: unknown) => {
          log.error({ err: error }, 'a mail could not be taken');
          done(Object.assign(new Error('try again later'), { responseCode: 451 }));
        },
      );
    },
  });
  server.on('error', (error) => log.debug({ err: error }, 'a mail connection failed'));
  await new Promise<void>((ready, failed) => {
    server.server.once('error', failed);
    server.listen(port, '127.0.0.1', () => ready());
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((closed) => server.close(() => closed())),
  };
}

async function take(stream: SMTPServerDataStream, session: SMTPServerSession, inbox: Inbox): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  if (stream.sizeExceeded) throw new Error('larger than this server takes');
  const source = Buffer.concat(chunks);
  for (const { address } of session.envelope.rcptTo) {
    inbox.receive({ key: messageId(source), kind: 'mail', to: address, source });
  }
}

/** A mail sent again has the same Message-ID; one without is named by its content. */
function messageId(source: Buffer): string {
  const headers = source.subarray(0, source.indexOf('\r\n\r\n')).toString('latin1');
  const given = /^message-id:\s*(<[^>\r\n]+>)/im.exec(headers)?.[1];
  return given ?? createHash('sha256').update(source).digest('hex');
}
