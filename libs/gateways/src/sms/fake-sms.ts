import type { SmsGateway } from './port';

type Message = Parameters<SmsGateway['send']>[0];

/** Keeps text messages in memory; a repeated key is the same message. For specs. */
export function fakeSms(): SmsGateway & { readonly sent: ReadonlyMap<string, Message> } {
  const sent = new Map<string, Message>();
  return { sent, send: async (message) => void sent.set(message.key, message) };
}
