import type { CodePurpose } from '@onfile/event-log';

/** Keyed digests and codes. Nothing here can be turned back without the peppers. */
export interface Secrecy {
  emailHash(email: string): string;
  numberHash(e164: string): string;
  fingerprintHash(gatewayFingerprint: string): string;
  codeDigest(of: { accountId: string; purpose: CodePurpose; addressHash: string; code: string }): string;
  /** A new one-time code: digits from the system's secure source. */
  newCode(): string;
  /** What was asked under a command id: equal bodies of one command have equal digests, all else differs. */
  bodyHash(commandId: string, body: unknown): string;
  /** The name of a velocity counter, which tells nobody's number or address. */
  bucket(kind: string, value: string): string;
}
