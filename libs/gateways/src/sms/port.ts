/** Sends text messages; `to` in E.164. The same `key` is sent once. */
export interface SmsGateway {
  /** @throws {GatewayUnreachable} */
  send(message: { key: string; to: string; text: string }): Promise<void>;
}
