import type { CardAdditionCommand } from './commands';
import type { Journey } from './state';

/** Ids of the streams that a command reads or writes beside the journey's own; absent: not needed. */
export interface CardAdditionStreams {
  /** `account-<id>` */
  readonly account?: string;
  /** `wallet-<id>`, named by the account. */
  readonly wallet?: string;
  /** `cardFingerprint-<digest>` */
  readonly fingerprint?: string;
  /** `mobileNumber-<digest>` */
  readonly number?: string;
}

/** Which other streams must be loaded, and are guarded by the append, to decide `command`. */
export function streamsOf(command: CardAdditionCommand, journey: Journey): CardAdditionStreams {
  const account = journey.status === 'none' ? undefined : journey.accountId;
  switch (command.type) {
    case 'AddCard':
      return { account: command.accountId, wallet: command.accountId };
    case 'ConfirmMobile':
      return { account, number: command.numberHash };
    case 'GiveInformation':
    case 'Cancel':
    case 'Fail':
    case 'Abandon':
    case 'BreakOff':
      return { account };
    case 'SubmitCard':
      return { account, wallet: account, fingerprint: command.card.fingerprint };
    case 'Succeed':
      return { account, wallet: account, fingerprint: journey.card?.fingerprint };
    case 'SendEmailCode':
    case 'ConfirmEmail':
    case 'SendSmsCode':
    case 'NoteHoldAsked':
    case 'NoteHoldUnknown':
    case 'NoteHoldPlaced':
    case 'NoteHoldDeclined':
    case 'NoteBankPage':
    case 'NoteReleaseAsked':
    case 'NoteReleaseDelayed':
    case 'NoteVoided':
    case 'NoteRefunded':
    case 'NoteNothingHeld':
      return {};
  }
}
