import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

/** Customers, operators and services are separate audiences: no token opens two of these doors. */
export type Audience = 'customers' | 'operators' | 'services';

/** Who is asking, as their token says after it was checked. */
export interface Caller {
  readonly audience: Audience;
  /** The account id of a customer; an opaque id of an operator or a service. */
  readonly subject: string;
  /** The session that a sign-out ends. */
  readonly sessionId: string;
  /** What an operator may do. */
  readonly scopes: readonly string[];
  /** Until when the token is good. */
  readonly expiresAt: Date;
}

/** A request whose caller is known. */
export type SignedInRequest = Request & { caller?: Caller };

/** Hands a controller's method the caller. Routes open to everybody have none and must not ask. */
export const SignedIn = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<SignedInRequest>();
  if (caller === undefined) throw new Error('A route without sign-in asks for its caller.');
  return caller;
});
