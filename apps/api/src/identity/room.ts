import type { Room } from '../room';
import { DevSignInController } from './dev-sign-in.controller';
import { SessionController } from './session.controller';
import { SignOutController } from './sign-out.controller';
import { WellKnownController } from './well-known.controller';

/** Staying and leaving. Coming in is the issuer's matter. */
export const identity: Room = { controllers: [SessionController, SignOutController] };

/** The local issuer's own routes. */
export const localIdentity: Room = { controllers: [DevSignInController, WellKnownController], localOnly: true };
