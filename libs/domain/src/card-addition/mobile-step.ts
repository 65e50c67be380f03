import type { Sealed } from '../fact';
import { Refusal } from '../refusal';
import { sameDigest } from '../same-digest';
import { expectMaySend, expectUsableCode, isNewestCode, nextCode } from './codes-by-channel';
import type { CustomerCommand } from './commands';
import { expectOpen, expectStep } from './expect';
import type { Journey } from './state';
import type { CardAdditionWorld, CardAdditionWrites } from './world';

type SendSmsCode = Extract<CustomerCommand, { type: 'SendSmsCode' }>;
type ConfirmMobile = Extract<CustomerCommand, { type: 'ConfirmMobile' }>;

/**
 * R14–15: a code goes to the number; one sent to another number before is void. Whether another account has the number
 * is told only to whoever can read its messages, in `confirmMobile`.
 * @throws {Refusal} `step-out-of-order`, `journey-over`, `too-many-sends`, `resend-too-early`.
 */
export function sendSmsCode(command: SendSmsCode, journey: Journey, at: string): CardAdditionWrites {
  const { sms, policy } = expectStep(journey, 'mobile');
  const { digest, numberHash, sealedNumber } = command;
  expectMaySend(sms, policy, at);
  const limits = { ttlMs: policy.smsCodeTtlMs, resendAfterMs: policy.resendAfterMs };
  const data = { ...nextCode(sms, digest, limits, at), numberHash };
  return { journey: [{ type: 'SmsCodeSent', at, data, sealed: sealedNumber }] };
}

/**
 * The part of R16 that the journey alone decides: whether the entry can be compared, and is right.
 * @throws {Refusal} `step-out-of-order`, `journey-over`, `no-code-sent`, `number-changed`, `code-void`, `code-expired`.
 */
export function compareSmsCode(
  { digest, numberHash }: ConfirmMobile,
  journey: Journey,
  at: string,
): { is: 'repeat' } | { is: 'right'; sealedNumber: Sealed } | { is: 'wrong'; triesLeft: number } {
  const open = expectOpen(journey);
  if (open.done.includes('mobile') && isNewestCode(open.sms, digest)) return { is: 'repeat' };
  const { sms } = expectStep(open, 'mobile');
  if (sms.to && sms.to.numberHash !== numberHash) {
    throw new Refusal('number-changed', 'the code went to another number');
  }
  const code = expectUsableCode(sms, at);
  if (sms.to && sameDigest(code.digest, digest)) return { is: 'right', sealedNumber: sms.to.sealedNumber };
  return { is: 'wrong', triesLeft: code.triesLeft - 1 };
}

/**
 * R16: the number is confirmed, and is this account's from here on. A wrong code is a fact; a repeat adds nothing.
 * @throws {Refusal} as `compareSmsCode`, and `number-in-use` if another account has it.
 */
export function confirmMobile(command: ConfirmMobile, world: CardAdditionWorld, at: string): CardAdditionWrites {
  const { journey, number } = world;
  const answer = compareSmsCode(command, journey, at);
  if (answer.is === 'repeat') return {};
  if (answer.is === 'wrong') {
    return { journey: [{ type: 'WrongSmsCodeEntered', at, data: { triesLeft: answer.triesLeft } }] };
  }
  const { journeyId, accountId } = expectOpen(journey);
  const { numberHash } = command;
  if (number.takenBy !== undefined && number.takenBy !== accountId) {
    throw new Refusal('number-in-use', 'another account has this number');
  }
  const confirmed = { at, sealed: answer.sealedNumber };
  return {
    journey: [{ type: 'MobileConfirmed', ...confirmed, data: { numberHash } }],
    account: [{ type: 'MobileNumberAdded', ...confirmed, data: { journeyId, numberHash } }],
    ...(number.takenBy === undefined && { number: [{ type: 'NumberTaken', at, data: { accountId } }] }),
  };
}
