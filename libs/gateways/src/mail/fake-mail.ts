import type { MailGateway } from './port';

type Mail = Parameters<MailGateway['send']>[0];

/** Keeps mails in memory; a repeated key is the same mail. For specs. */
export function fakeMail(): MailGateway & { readonly sent: ReadonlyMap<string, Mail> } {
  const sent = new Map<string, Mail>();
  return { sent, send: async (mail) => void sent.set(mail.key, mail) };
}
