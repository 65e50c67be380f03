import { policyWith } from '../bill/policy';

/**
 * The settings a journey runs under, recorded in its first fact so that a later change never moves a journey that is
 * already open. All times in milliseconds.
 */
export interface JourneyPolicy {
  /** D1, R7: an account this young skips the email code; exactly this age still counts. */
  readonly recentRegistrationMs: number;
  /** R11–12. */
  readonly emailCodeTtlMs: number;
  readonly smsCodeTtlMs: number;
  readonly resendAfterMs: number;
  readonly wrongTries: number;
  readonly sendsPerHour: number;
  readonly sendsPerDay: number;
  /** R6: cards on one account. */
  readonly maxCards: number;
  /** R31, D16: failed journeys before a wait, and the wait. */
  readonly failuresBeforeWait: number;
  readonly failureWaitMs: number;
  /** How long a journey waits for its card, and for the bank (R29). */
  readonly cardWaitMs: number;
  readonly bankPageMs: number;
  /** How often a bank page that stays silent is looked up. */
  readonly bankPollMs: number;
  /** R25: waits between tries to give a hold back; the last one repeats until `releaseGiveUpMs`. */
  readonly releaseRetryMs: readonly number[];
  readonly releaseGiveUpMs: number;
  /** How long a hold that the bank does not know is asked for again before "nothing was held" is recorded. */
  readonly unknownHoldMs: number;
  /** R24: days a bank may take to show a released hold; told to the customer, not waited for. */
  readonly bankShowsReleaseMs: number;
  /** D16. */
  readonly networks: readonly string[];
  readonly fundings: readonly string[];
  /** R28, D16: whether a card issued outside the account's region is refused. */
  readonly refuseForeignIssuer: boolean;
  /** D3. */
  readonly rutStrict: boolean;
  /** R21, D9: IANA zone by whose calendar a card's last month ends. */
  readonly billingZone: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The settings of a fresh installation: the numbers of requirements section 2, D1, D3, D9 and D16. */
export const defaultPolicy: JourneyPolicy = {
  recentRegistrationMs: 10 * MINUTE,
  emailCodeTtlMs: 10 * MINUTE,
  smsCodeTtlMs: 5 * MINUTE,
  resendAfterMs: 60 * SECOND,
  wrongTries: 5,
  sendsPerHour: 5,
  sendsPerDay: 10,
  maxCards: 10,
  failuresBeforeWait: 3,
  failureWaitMs: DAY,
  cardWaitMs: DAY,
  bankPageMs: 15 * MINUTE,
  bankPollMs: 30 * SECOND,
  releaseRetryMs: [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 12 * HOUR],
  releaseGiveUpMs: 14 * DAY,
  unknownHoldMs: DAY,
  bankShowsReleaseMs: 10 * DAY,
  networks: ['visa', 'mastercard'],
  fundings: ['credit'],
  refuseForeignIssuer: true,
  rutStrict: false,
  billingZone: 'Asia/Shanghai',
};

/**
 * The settings of new journeys: the standard ones, with what an installation sets differently, by their names here.
 * @throws {RangeError} a name that is no setting, or a value of another kind.
 */
export function journeyPolicyOf(billingZone: string, overrides: Readonly<Record<string, unknown>>): JourneyPolicy {
  return { ...policyWith(defaultPolicy, overrides), billingZone };
}
