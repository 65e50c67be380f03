import { accounts, devAccounts } from './accounts/room';
import { bills } from './bills/room';
import { cardAdditions } from './card-additions/room';
import { cardNetwork } from './card-network/room';
import { cardValidityChanges } from './card-validity-changes/room';
import { feedback } from './feedback/room';
import { identity, localIdentity } from './identity/room';
import { lookBack } from './look-back/room';
import { operators } from './operators/room';
import { operations } from './operations/room';
import { pages } from './pages/room';
import { paymentMethods } from './payment-methods/room';
import { preferences } from './preferences/room';
import { reference } from './reference/room';
import type { Room } from './room';
import { serviceTickets } from './service-tickets/room';
import { wallet } from './wallet/room';

/** Every room of the api. */
export const rooms: readonly Room[] = [
  accounts,
  devAccounts,
  cardAdditions,
  paymentMethods,
  wallet,
  cardValidityChanges,
  preferences,
  feedback,
  serviceTickets,
  bills,
  cardNetwork,
  reference,
  identity,
  localIdentity,
  operations,
  operators,
  lookBack,
  pages,
];
