import type { RefusalCode } from '@onfile/domain';

/** Problems that the front door itself answers with, beside the refusals of the rules. Stable: add, never rename. */
export type DoorCode =
  | 'request-invalid'
  | 'request-too-large'
  | 'card-number-not-accepted'
  | 'idempotency-key-missing'
  | 'idempotency-key-reused'
  | 'sign-in-needed'
  | 'token-invalid'
  | 'token-expired'
  | 'token-revoked'
  | 'not-allowed'
  | 'not-found'
  | 'token-unknown'
  | 'notice-refused'
  | 'position-not-reached'
  | 'cursor-invalid'
  | 'workflow-closed'
  | 'step-unknown'
  | 'nothing-to-retry'
  | 'try-again-later'
  | 'record-unreadable'
  | 'internal';

/** Every code that a problem answer can carry. */
export type ProblemCode = RefusalCode | DoorCode;

/** HTTP status of each refusal of the rules: 409 another state is needed, 422 other data, 429 time heals. */
export const REFUSAL_STATUS: Record<RefusalCode, number> = {
  'journey-open': 409,
  'journey-over': 409,
  'step-out-of-order': 409,
  'too-many-failures': 429,
  'too-many-cards': 409,
  'account-suspended': 403,
  'account-unknown': 404,
  'account-exists': 409,
  'resend-too-early': 429,
  'too-many-sends': 429,
  'no-code-sent': 409,
  'code-expired': 422,
  'code-void': 422,
  'code-wrong': 422,
  'number-changed': 409,
  'number-not-of-region': 422,
  'number-not-mobile': 422,
  'number-in-use': 409,
  'information-invalid': 422,
  'industry-unknown': 422,
  'currency-not-offered': 422,
  'currency-missing': 422,
  'tax-id-missing': 422,
  'tax-id-invalid': 422,
  'expiry-in-past': 422,
  'currency-mismatch': 422,
  'charge-invalid': 422,
  'charge-differs': 409,
  'charge-too-old': 422,
  'charge-in-future': 422,
  'bill-unknown': 404,
  'bill-paid': 409,
  'bill-blocked': 409,
  'bill-not-blocked': 409,
  'charge-in-flight': 409,
  'card-not-usable': 409,
  'confirmation-not-asked': 409,
  'nothing-to-bill': 409,
  'period-not-over': 409,
  'period-invalid': 422,
  'reason-missing': 422,
  'ask-unknown': 404,
  'ask-answered': 409,
  'ask-lapsed': 409,
  'second-person-needed': 409,
  'card-unknown': 404,
  'card-removed': 409,
  'card-expired': 409,
  'card-blocked': 409,
  'default-card': 409,
  'last-card': 409,
  'order-invalid': 422,
  'wallet-changed': 412,
  'change-open': 409,
  'card-differs': 422,
  'validity-unchanged': 422,
  'bill-unpaid': 409,
  'charges-unbilled': 409,
  'feedback-incomplete': 422,
  'feedback-empty': 422,
  'feedback-too-long': 422,
  'bank-is-checking': 409,
};

/** HTTP status of each problem of the front door. */
export const DOOR_STATUS: Record<DoorCode, number> = {
  'request-invalid': 400,
  'request-too-large': 413,
  'card-number-not-accepted': 400,
  'idempotency-key-missing': 400,
  'idempotency-key-reused': 422,
  'sign-in-needed': 401,
  'token-invalid': 401,
  'token-expired': 401,
  'token-revoked': 401,
  'not-allowed': 403,
  'not-found': 404,
  'token-unknown': 422,
  'notice-refused': 401,
  'position-not-reached': 503,
  'cursor-invalid': 422,
  'workflow-closed': 409,
  'step-unknown': 422,
  'nothing-to-retry': 409,
  'try-again-later': 503,
  'record-unreadable': 500,
  internal: 500,
};

/** The status that a problem of this code is answered with. */
export const statusOf = (code: ProblemCode): number =>
  (REFUSAL_STATUS as Partial<Record<string, number>>)[code] ?? DOOR_STATUS[code as DoorCode];
