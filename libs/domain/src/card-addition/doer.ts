import type { ValidityChangeCommand } from '../card-validity-change/commands';
import type { CardAdditionCommand } from './commands';

/**
 * Whose doing the facts of a command are: `customer` for what a customer asks, `bank` for what the bank said, the name of
 * the operator who broke it off (`operator` where nobody is named), and `onfile` for what Onfile does by itself.
 */
export function doerOf(command: CardAdditionCommand | ValidityChangeCommand): string {
  switch (command.type) {
    case 'AddCard':
    case 'SendEmailCode':
    case 'ConfirmEmail':
    case 'SendSmsCode':
    case 'ConfirmMobile':
    case 'GiveInformation':
    case 'SubmitCard':
    case 'ChangeValidity':
    case 'Cancel':
      return 'customer';
    case 'NoteHoldPlaced':
    case 'NoteHoldDeclined':
    case 'NoteBankPage':
    case 'NoteVoided':
    case 'NoteRefunded':
    case 'NoteNothingHeld':
      return 'bank';
    case 'BreakOff':
      return command.because === 'cancelled-by-us' ? (command.by ?? 'operator') : 'onfile';
    case 'NoteHoldAsked':
    case 'NoteHoldUnknown':
    case 'NoteReleaseAsked':
    case 'NoteReleaseDelayed':
    case 'Succeed':
    case 'Fail':
    case 'Abandon':
      return 'onfile';
  }
}
