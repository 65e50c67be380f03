import { noteBankPage, noteHoldAsked, noteHoldDeclined, noteHoldPlaced, noteHoldUnknown } from '../card-addition/hold';
import { noteNothingHeld, noteReleaseAsked, noteReleaseDelayed, noteReleased } from '../card-addition/release';
import type { ValidityChangeCommand, ValidityChangeRequest } from './commands';
import { cancel, fail, succeed } from './endings';
import { isRepeat, startChange } from './start';
import { initialValidityChangeWorld, type ValidityChangeWorld, type ValidityChangeWrites } from './world';

/**
 * The rules of changing a card's validity (R37–38). Same command, world and time give the same facts, all to be added in
 * one append; `{}` means nothing to add.
 * @throws {Refusal} nothing happened; each rule's own file lists its codes.
 */
export function decideValidityChange(
  command: ValidityChangeCommand,
  world: ValidityChangeWorld,
  at: string,
): ValidityChangeWrites {
  const { journey } = world;
  switch (command.type) {
    case 'ChangeValidity':
      return startChange(command, world, at);
    case 'Cancel':
      return cancel(world, at);
    case 'NoteHoldAsked':
      return noteHoldAsked(command, journey, at);
    case 'NoteHoldUnknown':
      return noteHoldUnknown(command, journey, at);
    case 'NoteHoldPlaced':
      return noteHoldPlaced(command, journey, at);
    case 'NoteHoldDeclined':
      return noteHoldDeclined(command, journey, at);
    case 'NoteBankPage':
      return noteBankPage(command, journey, at);
    case 'Succeed':
      return succeed(world, at);
    case 'Fail':
      return fail(world, command.failure, at);
    case 'BreakOff':
      return fail(world, { result: command.because }, at);
    case 'NoteReleaseAsked':
      return noteReleaseAsked(command, journey, at);
    case 'NoteReleaseDelayed':
      return noteReleaseDelayed(command, journey, at);
    case 'NoteVoided':
    case 'NoteRefunded':
      return noteReleased(command, journey, at);
    case 'NoteNothingHeld':
      return noteNothingHeld(command, journey, at);
  }
}

/**
 * Whether a customer's request may be taken at all, as far as the change alone can tell: for the Update's validator, so
 * that a refused one leaves no trace.
 * @throws {Refusal} another card's change, `bank-is-checking`, `step-out-of-order` before it has started.
 */
export function checkValidityChange(
  request: ValidityChangeRequest,
  journey: ValidityChangeWorld['journey'],
  at: string,
): void {
  if (request.type === 'ChangeValidity') return void isRepeat(request, journey);
  cancel({ ...initialValidityChangeWorld, journey }, at);
}
