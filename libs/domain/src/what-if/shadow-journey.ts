import type { CardAdditionCommand, NoteCommand } from '../card-addition/commands';
import { decideCardAddition } from '../card-addition/decide';
import type { CardAdditionEvent } from '../card-addition/events';
import { evolveWorld, type CardAdditionWorld } from '../card-addition/world';
import type { ValidityChangeCommand } from '../card-validity-change/commands';
import { decideValidityChange } from '../card-validity-change/decide';
import type { ValidityChangeEvent } from '../card-validity-change/events';
import { evolveValidityChangeWorld, type ValidityChangeWorld } from '../card-validity-change/world';
import { policyWith } from '../bill/policy';
import type { Proof } from '../card-addition/proof';
import type { ProofFact } from './bank-commands';
import { changeScript } from './change-script';
import { difference } from './difference';
import { journeyScript, type ProofScript } from './journey-script';
import type { Recording } from './recording';
import { type ProofRules, RunningProof } from './run-proof';
import { counted, type ShadowChange, type ShadowReport } from './shadow-report';

/**
 * A journey or a change of validity run anew by the rules of this build: what the customer did and what the bank said come
 * at the instants on record; time runs out by the policy, and a hold goes back as it is on record to have gone.
 * @throws {RangeError} a policy that has no such setting; a recording of nothing
 */
export function shadowJourney(recording: Recording, { policy = {} }: ShadowChange): ShadowReport {
  const isChange = recording.facts.some(({ category, id }) => category === 'cardValidityChange' && id === recording.id);
  return isChange
    ? shadowOf(recording, changeScript(recording), rulesOfChange(policy))
    : shadowOf(recording, journeyScript(recording), rulesOfJourney(policy));
}

function shadowOf<World extends { readonly journey: Proof }, Command, Event extends ProofFact>(
  { kind, id, until }: Recording,
  { world, inputs, recorded }: ProofScript<World, Command, Event>,
  rules: ConstructorParameters<typeof RunningProof<World, Command, Event>>[2],
): ShadowReport {
  const run = new RunningProof<World, Command, Event>(world, recorded, rules);
  for (const input of inputs) {
    run.timePasses(input.at);
    run.release(input.at);
    run.take(input);
  }
  run.timePasses(until);
  run.release();
  return { kind, id, until, ...counted(difference(recorded, run.facts)), refused: run.refused, assumed: run.assumed };
}

type Settings = Readonly<Record<string, unknown>>;

const rulesOfJourney = (settings: Settings): ProofRules<CardAdditionWorld, CardAdditionCommand, CardAdditionEvent> => ({
  decide: decideCardAddition,
  evolve: evolveWorld,
  withPolicy: (command) =>
    command.type === 'AddCard' ? { ...command, policy: policyWith(command.policy, settings) } : command,
});

type AnyChangeCommand = ValidityChangeCommand | NoteCommand;

const rulesOfChange = (settings: Settings): ProofRules<ValidityChangeWorld, AnyChangeCommand, ValidityChangeEvent> => ({
  // A change never waits for a card: what is left is what it knows.
  decide: (command, world, at) => decideValidityChange(command as ValidityChangeCommand, world, at),
  evolve: evolveValidityChangeWorld,
  withPolicy: (command) =>
    command.type === 'ChangeValidity' ? { ...command, policy: policyWith(command.policy, settings) } : command,
});
