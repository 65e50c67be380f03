import type { Fact } from '../fact';

/** Who holds a card number, in stream `cardFingerprint-<hmac>`: one account per card (D16). */
export type CardFingerprintEvent =
  | Fact<'FingerprintTaken', { accountId: string; cardId: string }>
  | Fact<'FingerprintReleased', { accountId: string; cardId: string }>;
