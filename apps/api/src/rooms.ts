import { accounts, devAccounts } from './accounts/room';
import { cardAdditions } from './card-additions/room';
import { cardNetwork } from './card-network/room';
import { identity, localIdentity } from './identity/room';
import { operations } from './operations/room';
import { pages } from './pages/room';
import { paymentMethods } from './payment-methods/room';
import { reference } from './reference/room';
import type { Room } from './room';

/** Every room of the api. */
export const rooms: readonly Room[] = [
  accounts,
  devAccounts,
  cardAdditions,
  paymentMethods,
  cardNetwork,
  reference,
  identity,
  localIdentity,
  operations,
  pages,
];
