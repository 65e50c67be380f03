import type { CardAdditionCommand, CustomerCommand, NoteCommand } from './commands';
import { submitCard } from './card-step';
import { confirmEmail, sendEmailCode } from './email-step';
import { abandon, breakOff, cancel, fail, succeed } from './endings';
import { noteBankPage, noteHoldAsked, noteHoldDeclined, noteHoldPlaced, noteHoldUnknown } from './hold';
import { giveInformation } from './information-step';
import { confirmMobile, sendSmsCode } from './mobile-step';
import { noteNothingHeld, noteReleaseAsked, noteReleaseDelayed, noteReleased } from './release';
import { startJourney } from './start';
import type { CardAdditionWorld, CardAdditionWrites } from './world';

/**
 * The rules of adding a card. Same command, world and time give the same facts, all to be added in one append; `{}` means
 * nothing to add.
 * @throws {Refusal} nothing happened; each step's own file lists its codes.
 */
export function decideCardAddition(
  command: CardAdditionCommand,
  world: CardAdditionWorld,
  at: string,
): CardAdditionWrites {
  return isCustomerCommand(command) ? decideStep(command, world, at) : decideNote(command, world, at);
}

/** Whether the command is one that a customer may send; all others are the workflow's own. */
export function isCustomerCommand(command: CardAdditionCommand): command is CustomerCommand {
  return (CUSTOMER_COMMANDS as readonly string[]).includes(command.type);
}

const CUSTOMER_COMMANDS: readonly CustomerCommand['type'][] = [
  'AddCard',
  'SendEmailCode',
  'ConfirmEmail',
  'SendSmsCode',
  'ConfirmMobile',
  'GiveInformation',
  'SubmitCard',
  'Cancel',
];

function decideStep(command: CustomerCommand, world: CardAdditionWorld, at: string): CardAdditionWrites {
  const { journey } = world;
  switch (command.type) {
    case 'AddCard':
      return startJourney(command, world, at);
    case 'SendEmailCode':
      return sendEmailCode(command, journey, at);
    case 'ConfirmEmail':
      return confirmEmail(command, journey, at);
    case 'SendSmsCode':
      return sendSmsCode(command, journey, at);
    case 'ConfirmMobile':
      return confirmMobile(command, world, at);
    case 'GiveInformation':
      return giveInformation(command, journey, at, world.account);
    case 'SubmitCard':
      return submitCard(command, world, at);
    case 'Cancel':
      return cancel(journey, at);
  }
}

function decideNote(command: NoteCommand, world: CardAdditionWorld, at: string): CardAdditionWrites {
  const { journey } = world;
  switch (command.type) {
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
      return fail(journey, command.failure, at);
    case 'Abandon':
      return abandon(journey, command.because, at);
    case 'BreakOff':
      return breakOff(journey, command.because, at);
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
