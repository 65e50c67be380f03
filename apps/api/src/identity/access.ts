import { SetMetadata } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { Caller } from './caller';

/** Who may call a route. `everybody`: no token is asked for. */
export type Doorkeeper = 'everybody' | 'customer' | 'operator-read' | 'operator-write' | 'operator-approve' | 'service';

/** Where the decorator leaves its word for the guard, and for the check at start. */
export const ACCESS = 'onfile:access';

/** Declares who may call a route. Every route has one; the api does not start without it (S5). */
export const Access = (...who: readonly [Doorkeeper, ...Doorkeeper[]]): MethodDecorator => {
  const marks = who.includes('everybody') ? [SetMetadata(ACCESS, who)] : [SetMetadata(ACCESS, who), ApiBearerAuth()];
  return (target, key, descriptor) => {
    for (const mark of marks) (mark as MethodDecorator)(target, key, descriptor);
  };
};

/** What operators may do, each with all that stands before it: look, act, say yes to what another asks for. */
const ROLES = ['read', 'write', 'approve'] as const;

/** Whoever is known to the identity provider by a name that can be no account of ours is no customer of ours. */
const ACCOUNT_ID = /^[A-Za-z0-9_-]{1,80}$/;

/** Whether a caller is one of those that a route lets in. */
export function mayPass(who: readonly Doorkeeper[], { audience, subject, scopes }: Caller): boolean {
  if (audience === 'customers') return who.includes('customer') && ACCOUNT_ID.test(subject);
  if (audience === 'services') return who.includes('service');
  const role = ROLES.findLastIndex((scope) => scopes.includes(scope));
  const needed = ROLES.findIndex((scope) => who.includes(`operator-${scope}`));
  return needed >= 0 && role >= needed;
}
