import type { Room } from '../room';
import { KeepCards } from './keep-cards';
import { ViewAsOf } from './view-as-of';
import { ViewEditForm } from './view-edit-form';
import { WalletController } from './wallet.controller';
import { WalletOperationsController } from './wallet-operations.controller';

/** What a customer decides about the cards on file, and how they were at any moment. */
export const wallet: Room = {
  controllers: [WalletController, WalletOperationsController],
  providers: [KeepCards, ViewAsOf, ViewEditForm],
};
