import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { ApiSettings } from '../settings';
import { SETTINGS } from '../tokens';
import { Access } from './access';
import { presentedToken } from './presented-token';
import { SignedIn, type Caller } from './caller';
import { sessionCookie } from './session-cookie';

/** Keeps a browser signed in over reloads and tabs, without a token that its scripts could read. */
@ApiTags('identity')
@Controller('v1')
export class SessionController {
  constructor(@Inject(SETTINGS) private readonly settings: ApiSettings) {}

  @Post('session')
  @HttpCode(204)
  @Access('customer', 'operator-read')
  @ApiOperation({ operationId: 'keepSession', summary: 'Keep this token in a cookie that scripts can not read' })
  @ApiNoContentResponse({ description: 'The cookie is set. It counts beside the header `Onfile-Console` only.' })
  keep(
    @SignedIn() { audience, expiresAt }: Caller,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): void {
    const token = presentedToken(request, this.settings);
    response.setHeader('Set-Cookie', sessionCookie({ token, audience, expiresAt }, this.settings));
  }
}
