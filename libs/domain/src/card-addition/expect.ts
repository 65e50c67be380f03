import { Refusal } from '../refusal';
import type { Step } from './events';
import type { Proof, StartedProof } from './proof';
import { currentStep, type Journey, type StartedJourney } from './state';

/** A process once it has started. */
type Started<P extends Proof> = Exclude<P, { status: 'none' }>;

/** @throws {Refusal} `step-out-of-order`: nothing comes before AddCard, or before Edit. */
export function expectStarted<P extends Proof>(journey: P): Started<P> {
  if (journey.status === 'none') throw new Refusal('step-out-of-order', 'it has to be started first');
  return journey as Started<P>;
}

/** @throws {Refusal} `journey-over`, or `step-out-of-order` before AddCard. */
export function expectOpen<P extends Proof>(journey: P): Started<P> {
  const started = expectStarted(journey);
  if (started.status !== 'open') throw new Refusal('journey-over', started.status, { journeyId: started.journeyId });
  return started;
}

/**
 * The open journey, if `step` is the one to take now.
 * @throws {Refusal} `journey-over`, `bank-is-checking` while a hold has no answer, else `step-out-of-order`.
 */
export function expectStep(journey: Journey, step: Step): StartedJourney {
  const open = expectOpen(journey);
  expectAnswered(open);
  const current = currentStep(open);
  if (current !== step) throw new Refusal('step-out-of-order', `not the time for ${step}`, { step: current });
  return open;
}

/** @throws {Refusal} `bank-is-checking`: while a hold has no answer only its answer may come. */
export function expectAnswered({ hold }: Pick<StartedProof, 'hold'>): void {
  if (awaitsAnswer(hold?.status)) throw new Refusal('bank-is-checking', 'the bank has not answered yet');
}

/** Whether a hold was asked for and no answer is known. */
export function awaitsAnswer(status: string | undefined): boolean {
  return status === 'asked' || status === 'unknown';
}
