import type { Room } from '../room';
import { DevSignInController } from './dev-sign-in.controller';
import { SignOutController } from './sign-out.controller';
import { WellKnownController } from './well-known.controller';

/** Leaving. Coming in is the issuer's matter. */
export const identity: Room = { controllers: [SignOutController] };

/** The local issuer's own routes. */
export const localIdentity: Room = { controllers: [DevSignInController, WellKnownController], localOnly: true };
