import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { GatewayUnreachable } from '../unreachable';
import type { MailGateway } from './port';

/** Sends over SMTP. `url` is `smtp://host:port` or `smtps://user:pass@host:port`; `from` is the sender's address. */
export function smtpMail({ url, from }: { url: string; from: string }): MailGateway & { close(): void } {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 4,
    connectionTimeout: 5_000,
    socketTimeout: 10_000,
  });
  const domain = from.split('@').at(-1)?.replace(/>.*$/, '') ?? 'localhost';
  return {
    async send({ key, ...mail }) {
      const messageId = `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@${domain}>`;
      try {
        await transport.sendMail({ ...mail, from, messageId, headers: { 'X-Onfile-Key': key } });
      } catch (error) {
        // A rejected address is the server's answer and will not change; anything else may heal.
        if (((error as { responseCode?: number }).responseCode ?? 0) >= 500) throw error;
        throw new GatewayUnreachable('mail server', undefined, { cause: error });
      }
    },
    close: () => transport.close(),
  };
}
