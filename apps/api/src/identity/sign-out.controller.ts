import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { REVOKED_SESSIONS } from '../tokens';
import { Access } from './access';
import { SignedIn, type Caller } from './caller';
import type { RevokedSessions } from './revoked-sessions';

/** Ends the caller's session: its tokens open nothing any more, here and at every other api. */
@ApiTags('identity')
@Controller('v1')
export class SignOutController {
  constructor(@Inject(REVOKED_SESSIONS) private readonly sessions: RevokedSessions) {}

  @Post('sign-out')
  @HttpCode(204)
  @Access('customer', 'operator-read', 'service')
  @ApiOperation({ operationId: 'signOut', summary: 'End this session' })
  @ApiNoContentResponse({ description: 'The session is over.' })
  signOut(@SignedIn() { sessionId, expiresAt }: Caller): Promise<void> {
    return this.sessions.revoke(sessionId, expiresAt);
  }
}
