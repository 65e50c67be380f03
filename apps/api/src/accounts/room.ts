import type { Room } from '../room';
import { AccountsController } from './accounts.controller';
import { DevAccountsController } from './dev-accounts.controller';
import { MeController } from './me.controller';
import { RegisterAccount } from './register-account';
import { SubscriptionGate } from './subscription-gate';
import { ViewAccount } from './view-account';

/** Accounts: how they become known, and what their owners and the host platform may ask of them. */
export const accounts: Room = {
  controllers: [AccountsController, MeController],
  providers: [RegisterAccount, SubscriptionGate, ViewAccount],
};

/** Registration without a host platform, on one machine. */
export const devAccounts: Room = { controllers: [DevAccountsController], localOnly: true };
