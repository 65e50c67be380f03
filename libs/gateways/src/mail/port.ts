/** Sends mail. The same `key` is the same mail (its Message-ID): receivers drop the repeat. */
export interface MailGateway {
  /** @throws {GatewayUnreachable} */
  send(mail: { key: string; to: string; subject: string; text: string; html?: string }): Promise<void>;
}
