import type { Room } from '../room';
import { ConfigurationController } from './configuration.controller';
import { HoldAmountController } from './hold-amount.controller';
import { ReferenceController } from './reference.controller';

/** Fixed lists, and what a browser has to know first. */
export const reference: Room = { controllers: [ConfigurationController, ReferenceController, HoldAmountController] };
