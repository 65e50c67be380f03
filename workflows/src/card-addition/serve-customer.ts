import { refusalAfter, type CardAdditionEvent, type CustomerCommand, type JourneyView } from '@onfile/domain';
import { ApplicationFailure, condition, log, proxyActivities, setHandler } from '@temporalio/workflow';
import { refusalFailure } from '../refusal-failure';
import { ANSWER_WITHIN_MS, isCustomersTurn } from '../steps/customers-turn';
import type { StepOrigin } from '../steps/pen';
import { updateId } from '../steps/update-id';
import type { JourneyActivities } from './activities';
import { takeStep, viewJourney } from './messages';
import type { OpenJourney } from './open-journey';

/** Answers the customer: one Update a step. Tells whether the very first step was refused, so that nothing has begun. */
export function serveCustomer(journey: OpenJourney): { readonly wasRefused: () => boolean } {
  let refusedFirst = false;
  const taken = async (command: CustomerCommand, origin: StepOrigin): Promise<readonly CardAdditionEvent[]> => {
    try {
      return await journey.take(command, updateId(), origin);
    } catch (error) {
      refusedFirst ||= journey.state().status === 'none';
      throw error;
    }
  };
  setHandler(viewJourney, journey.view);
  setHandler(
    takeStep,
    async (command: CustomerCommand, origin: StepOrigin) => {
      const own = await taken(command, origin);
      const refusal = refusalAfter(own); // a wrong code counts, so it was recorded first
      if (refusal) throw refusalFailure({ code: refusal.code, why: refusal.message, details: refusal.details });
      if (isCodeCommand(command)) void sendCodeOf(command, own, journey);
      // Not asked of `condition` where it is so already: even a wait that is over starts and stops a timer.
      const mayAnswer = () => isCustomersTurn(journey.view());
      if (!mayAnswer()) await condition(mayAnswer, ANSWER_WITHIN_MS);
      return viewOf(journey);
    },
    { validator: (command: CustomerCommand, _origin: StepOrigin) => journey.check(command) },
  );
  return { wasRefused: () => refusedFirst };
}

function viewOf(journey: OpenJourney): JourneyView {
  const view = journey.view();
  if (!view) throw ApplicationFailure.nonRetryable('the journey has not started');
  return view;
}

/**
 * Sends the code whose fact was just recorded, for as long as it is good. Nobody waits for it: a code that does not come
 * is asked for anew, and only the newest counts.
 */
async function sendCodeOf(
  command: CodeCommand,
  own: readonly CardAdditionEvent[],
  journey: OpenJourney,
): Promise<void> {
  const state = journey.state();
  if (state.status === 'none') return;
  const sent = own.find(({ type }) => type === 'EmailCodeSent' || type === 'SmsCodeSent') as CodeFact | undefined;
  if (!sent) return;
  const { accountId, journeyId, policy } = state;
  const channel = command.type === 'SendEmailCode' ? 'email' : 'sms';
  const { sendCode } = proxyActivities<JourneyActivities>({
    cancellationType: 'ABANDON',
    startToCloseTimeout: '20 seconds',
    scheduleToCloseTimeout: channel === 'email' ? policy.emailCodeTtlMs : policy.smsCodeTtlMs,
    retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
  });
  try {
    await sendCode({
      key: `${journeyId}/${channel}/${sent.data.sendNo}`,
      accountId,
      channel,
      sealedCode: command.sealedCode,
    });
  } catch (error) {
    log.warn('a code could not be sent', {
      channel,
      sendNo: sent.data.sendNo,
      error: error instanceof Error ? error.name : '',
    });
  }
}

type CodeCommand = Extract<CustomerCommand, { type: 'SendEmailCode' | 'SendSmsCode' }>;

const isCodeCommand = (command: CustomerCommand): command is CodeCommand =>
  command.type === 'SendEmailCode' || command.type === 'SendSmsCode';

type CodeFact = Extract<CardAdditionEvent, { type: 'EmailCodeSent' | 'SmsCodeSent' }>;
