import type { SecurityCodeResult, TransStatus } from '../scenarios/scenario';

export type Kind = 'hold' | 'charge';

/** How a payment stands. `expired`: a hold that nobody used for a week; `settled`: a hold that was taken after all. */
export type PaymentStatus =
  | 'held'
  | 'captured'
  | 'part-approved'
  | 'needs-bank-page'
  | 'declined'
  | 'voided'
  | 'refunded'
  | 'settled'
  | 'expired';

/** The two ways back: before and after the money was taken. */
export type ReleaseOperation = 'void' | 'refund';

export interface Amount {
  readonly currency: string;
  /** In the smallest unit of the currency. */
  readonly minor: number;
}

/** A hold or a charge as the bank has it in its books. */
export interface Payment {
  readonly id: string;
  readonly kind: Kind;
  readonly key: string;
  readonly token: string;
  readonly scenario: string;
  readonly last4: string;
  readonly amount: Amount;
  /** The caller's own name for what is paid. */
  readonly reference: string;
  readonly returnUrl?: string;
  readonly initiatedBy: 'merchant' | 'customer';
  readonly status: PaymentStatus;
  readonly networkCode: string;
  readonly adviceCode?: string;
  /** What was approved of the amount, where it is only a part. */
  readonly approvedMinor?: number;
  readonly transStatus?: TransStatus;
  readonly securityCodeResult?: SecurityCodeResult;
  readonly addressResult?: string;
  /** How the bank page ended without a yes. */
  readonly bankPage?: 'cancelled' | 'failed';
  readonly pageId?: string;
  /** Wrong one-time codes so far. */
  readonly pageTries: number;
  readonly at: string;
}

/** What of a payment may still change. */
export type PaymentChange = Partial<
  Pick<Payment, 'status' | 'networkCode' | 'transStatus' | 'bankPage' | 'pageTries' | 'adviceCode'>
>;

/** A payment as callers see it; `said` is its outcome at first, its status when it is looked up. */
export function viewOf(payment: Payment, said: 'outcome' | 'status', publicUrl: string): Record<string, unknown> {
  const { kind, amount, approvedMinor, transStatus, pageId } = payment;
  const settledCharge = kind === 'charge' && payment.status === 'settled';
  return {
    [`${kind}Id`]: payment.id,
    [said]: settledCharge ? 'captured' : payment.status,
    settled: settledCharge || undefined,
    networkCode: payment.networkCode,
    adviceCode: payment.adviceCode,
    securityCodeResult: payment.securityCodeResult,
    addressResult: payment.addressResult,
    threeDs: transStatus && { transStatus },
    approved: approvedMinor === undefined ? undefined : { currency: amount.currency, minor: approvedMinor },
    bankPage: payment.bankPage,
    bankPageUrl: payment.status === 'needs-bank-page' ? `${publicUrl}/bank-page/${pageId}` : undefined,
    ...(said === 'status' && {
      key: payment.key,
      reference: payment.reference,
      amount,
      last4: payment.last4,
      at: payment.at,
    }),
  };
}
