import { Refusal } from '../refusal';
import { checkCard } from './card-step';
import type { CustomerCommand } from './commands';
import { confirmEmail, sendEmailCode } from './email-step';
import type { CardAdditionEvent } from './events';
import { cancel } from './endings';
import { giveInformation } from './information-step';
import { compareSmsCode, sendSmsCode } from './mobile-step';
import type { Journey } from './state';

/**
 * Whether a customer's command may be taken at all, as far as the journey alone can tell: for the Update's validator, so
 * that a refused command leaves no trace. A wrong code passes: it counts, so it is recorded (see `refusalAfter`).
 * @throws {Refusal} wrong step, journey over, malformed, resend too early, no code, expired or void code.
 */
export function checkCustomerCommand(command: CustomerCommand, journey: Journey, at: string): void {
  switch (command.type) {
    case 'AddCard':
      return expectSameJourney(command, journey);
    case 'SendEmailCode':
      return void sendEmailCode(command, journey, at);
    case 'ConfirmEmail':
      return void confirmEmail(command, journey, at);
    case 'SendSmsCode':
      return void sendSmsCode(command, journey, at);
    case 'ConfirmMobile':
      return void compareSmsCode(command, journey, at);
    case 'GiveInformation':
      return void giveInformation(command, journey, at);
    case 'SubmitCard':
      return void checkCard(command, journey, at);
    case 'Cancel':
      return void cancel(journey, at);
  }
}

/**
 * What the customer is told after these facts were recorded: `code-wrong` with `triesLeft` if they end in a wrong code,
 * else nothing.
 */
export function refusalAfter(facts: readonly CardAdditionEvent[]): Refusal | undefined {
  const last = facts.at(-1);
  if (last?.type !== 'WrongEmailCodeEntered' && last?.type !== 'WrongSmsCodeEntered') return undefined;
  return new Refusal('code-wrong', 'the code does not fit', { triesLeft: last.data.triesLeft });
}

function expectSameJourney(
  { journeyId, accountId }: Extract<CustomerCommand, { type: 'AddCard' }>,
  journey: Journey,
): void {
  if (journey.status === 'none') return;
  if (journey.journeyId !== journeyId || journey.accountId !== accountId) {
    throw new Refusal('account-unknown', 'the journey is of another account');
  }
}
