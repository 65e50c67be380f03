import { sameDigest } from '../same-digest';
import { expectMaySend, expectUsableCode, isNewestCode, nextCode } from './codes-by-channel';
import type { CustomerCommand } from './commands';
import { expectOpen, expectStep } from './expect';
import type { Journey } from './state';
import type { CardAdditionWrites } from './world';

type SendEmailCode = Extract<CustomerCommand, { type: 'SendEmailCode' }>;
type ConfirmEmail = Extract<CustomerCommand, { type: 'ConfirmEmail' }>;

/**
 * R11: a code goes to the account's email address.
 * @throws {Refusal} `step-out-of-order`, `journey-over`, `too-many-sends`, `resend-too-early`.
 */
export function sendEmailCode({ digest }: SendEmailCode, journey: Journey, at: string): CardAdditionWrites {
  const { email, policy } = expectStep(journey, 'email');
  expectMaySend(email, policy, at);
  const limits = { ttlMs: policy.emailCodeTtlMs, resendAfterMs: policy.resendAfterMs };
  return { journey: [{ type: 'EmailCodeSent', at, data: nextCode(email, digest, limits, at) }] };
}

/**
 * R12: the code is entered. A wrong one is a fact, since it counts; see `refusalAfter`. A repeat adds nothing.
 * @throws {Refusal} `step-out-of-order`, `journey-over`, `no-code-sent`, `code-void`, `code-expired`.
 */
export function confirmEmail({ digest }: ConfirmEmail, journey: Journey, at: string): CardAdditionWrites {
  const open = expectOpen(journey);
  if (open.done.includes('email') && isNewestCode(open.email, digest)) return {};
  const { email } = expectStep(open, 'email');
  const code = expectUsableCode(email, at);
  if (sameDigest(code.digest, digest)) return { journey: [{ type: 'EmailConfirmed', at, data: {} }] };
  return { journey: [{ type: 'WrongEmailCodeEntered', at, data: { triesLeft: code.triesLeft - 1 } }] };
}
