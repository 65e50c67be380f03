import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Problem } from '../http/problem';
import type { ApiSettings } from '../settings';
import { REVOKED_SESSIONS, SETTINGS, TOKEN_VERIFIER } from '../tokens';
import { ACCESS, mayPass, type Doorkeeper } from './access';
import type { SignedInRequest } from './caller';
import { presentedToken } from './presented-token';
import type { RevokedSessions } from './revoked-sessions';
import type { TokenVerifier } from './token-verifier';

/** Lets a request in only where its route names its caller. A route that names nobody is closed. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(TOKEN_VERIFIER) private readonly tokens: TokenVerifier,
    @Inject(REVOKED_SESSIONS) private readonly revoked: RevokedSessions,
    @Inject(SETTINGS) private readonly settings: ApiSettings,
  ) {}

  /** @throws {Problem} sign-in-needed, token-invalid, token-expired, token-revoked, not-allowed */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const who = this.reflector.get<readonly Doorkeeper[] | undefined>(ACCESS, context.getHandler()) ?? [];
    if (who.includes('everybody')) return true;
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const caller = await this.tokens.verify(presentedToken(request, this.settings));
    if (await this.revoked.has(caller.sessionId)) throw new Problem('token-revoked');
    if (!mayPass(who, caller)) throw new Problem('not-allowed');
    request.caller = caller;
    return true;
  }
}
