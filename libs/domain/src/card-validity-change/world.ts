import type { AccountEvent } from '../account/events';
import { evolveAccount, initialAccount, type Account } from '../account/state';
import type { WalletEvent } from '../wallet/events';
import { evolveWallet, initialWallet, type Wallet } from '../wallet/state';
import type { ValidityChangeCommand } from './commands';
import type { ValidityChangeEvent } from './events';
import { evolveValidityChange, initialValidityChange, type ValidityChange } from './state';

/** All that a decision of a validity change may look at. */
export interface ValidityChangeWorld {
  readonly journey: ValidityChange;
  readonly account: Account;
  readonly wallet: Wallet;
}

export const initialValidityChangeWorld: ValidityChangeWorld = {
  journey: initialValidityChange,
  account: initialAccount,
  wallet: initialWallet,
};

/** The facts to add, by stream, all in one append. `{}`: nothing to add, the command was a repeat. */
export interface ValidityChangeWrites {
  readonly journey?: ValidityChangeEvent[];
  readonly account?: AccountEvent[];
  readonly wallet?: WalletEvent[];
}

/** The world after these facts. */
export function evolveValidityChangeWorld(
  world: ValidityChangeWorld,
  { journey = [], account = [], wallet = [] }: ValidityChangeWrites,
): ValidityChangeWorld {
  return {
    journey: journey.reduce(evolveValidityChange, world.journey),
    account: account.reduce(evolveAccount, world.account),
    wallet: wallet.reduce(evolveWallet, world.wallet),
  };
}

/** The account whose own stream and wallet must be loaded, and are guarded, to decide `command`; absent: none. */
export function accountToLoad(command: ValidityChangeCommand, change: ValidityChange): string | undefined {
  switch (command.type) {
    case 'ChangeValidity':
      return command.accountId;
    case 'Cancel':
    case 'Succeed':
    case 'Fail':
    case 'BreakOff':
      return change.status === 'none' ? undefined : change.accountId;
    default:
      return undefined; // notes about the hold look at the change alone
  }
}
