import type { Room } from '../room';
import { ReferenceController } from './reference.controller';

/** Fixed lists. */
export const reference: Room = { controllers: [ReferenceController] };
