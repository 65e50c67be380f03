import type { Fact } from '../fact';

/** Who confirmed a mobile number, in stream `mobileNumber-<hmac>`: one account per number (R14–16). */
export type MobileNumberEvent =
  Fact<'NumberTaken', { accountId: string }> | Fact<'NumberReleased', { accountId: string }>;
