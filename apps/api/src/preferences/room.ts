import type { Room } from '../room';
import { PreferencesController } from './preferences.controller';

/** My Account > Preferences. */
export const preferences: Room = { controllers: [PreferencesController] };
