import type { CardBrand, CardFunding, Money } from '@onfile/domain';
import type { CardCharges } from './charge-port';
import type { ReleaseOutcome } from './release-outcome';

/** What the gateway tells of a token. `fingerprint` is the gateway's own digest of the card number. */
export interface TokenDescription {
  readonly token: string;
  readonly brand: CardBrand;
  readonly last4: string;
  /** `YYYY-MM`. */
  readonly expiry: string;
  readonly funding: CardFunding;
  readonly issuingCountry: string;
  readonly fingerprint: string;
}

/** 3-D Secure's transStatus, as the network names it. */
export type TransStatus = 'Y' | 'A' | 'C' | 'D' | 'N' | 'R' | 'U' | 'I';

/** A decline is a result, not an error. `unknown`: no answer at all, never a no. */
export type HoldOutcome =
  | { outcome: 'held'; holdId: string; transStatus?: TransStatus; networkCode: string }
  | { outcome: 'needs-bank-page'; holdId: string; bankPageUrl: string }
  | {
      outcome: 'declined';
      holdId?: string;
      networkCode: string;
      adviceCode?: string;
      transStatus?: TransStatus;
      /** Why the bank page ended without a yes. */
      bankPage?: 'cancelled' | 'failed';
      securityCode?: 'mismatch';
    }
  | { outcome: 'unknown' };

/** How a hold stands, by its key. `not-found` is not "no": the request may still be under way. */
export type HoldStanding =
  | HoldOutcome
  | { outcome: 'not-found' }
  | { outcome: 'voided'; holdId: string }
  | { outcome: 'refunded'; holdId: string }
  | { outcome: 'settled'; holdId: string };

/** The card gateway. Every call that moves money carries a key; the same key never acts twice. */
export interface CardNetwork extends CardCharges {
  /** @throws {GatewayUnreachable}. `undefined`: no such token. */
  describeToken(token: string): Promise<TokenDescription | undefined>;
  /** R39: the token is no more; one that is gone already is a success. @throws {GatewayUnreachable}: ask again. */
  destroyToken(token: string): Promise<void>;
  /** Holds `amount` without taking it (D4). Answers within 10 s. @throws {GatewayUnreachable} nothing was sent. */
  placeHold(request: {
    key: string;
    token: string;
    amount: Money;
    returnUrl: string;
    reference: string;
  }): Promise<HoldOutcome>;
  /** How the hold under `key` stands now. @throws {GatewayUnreachable}. */
  findHold(key: string): Promise<HoldStanding>;
  voidHold(request: { key: string; holdId: string }): Promise<ReleaseOutcome>;
  refundHold(request: { key: string; holdId: string }): Promise<ReleaseOutcome>;
}

/** A notice of the gateway, after its signature was checked. Only a hint: what counts is `findHold`. */
export interface CardNetworkNotice {
  readonly id: string;
  readonly type: 'hold.updated' | 'charge.updated' | 'card.updated';
  readonly at: string;
  readonly key?: string;
  /** Of `card.updated`: the card was reissued or dated anew, and is under another token from now on. */
  readonly card?: {
    readonly token: string;
    readonly newToken: string;
    /** Of a gateway that keeps the token and changes what it stands for: its digest of the number before. */
    readonly fingerprintBefore?: string;
  };
}

/** Checks and reads a notice. `undefined`: not from the gateway, or stale, or not readable: refuse it. */
export interface NoticeReader {
  read(headers: Readonly<Record<string, string | undefined>>, rawBody: string): CardNetworkNotice | undefined;
}
