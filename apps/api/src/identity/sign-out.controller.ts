import { Controller, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { ApiSettings } from '../settings';
import { REVOKED_SESSIONS, SETTINGS } from '../tokens';
import { Access } from './access';
import { SignedIn, type Caller } from './caller';
import type { RevokedSessions } from './revoked-sessions';
import { noSessionCookie } from './session-cookie';

/** Ends the caller's session: its tokens open nothing any more, here and at every other api. */
@ApiTags('identity')
@Controller('v1')
export class SignOutController {
  constructor(
    @Inject(REVOKED_SESSIONS) private readonly sessions: RevokedSessions,
    @Inject(SETTINGS) private readonly settings: ApiSettings,
  ) {}

  @Post('sign-out')
  @HttpCode(204)
  @Access('customer', 'operator-read', 'service')
  @ApiOperation({ operationId: 'signOut', summary: 'End this session' })
  @ApiNoContentResponse({ description: 'The session is over.' })
  async signOut(
    @SignedIn() { audience, sessionId, expiresAt }: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.revoke(sessionId, expiresAt);
    response.setHeader('Set-Cookie', noSessionCookie(audience, this.settings));
  }
}
