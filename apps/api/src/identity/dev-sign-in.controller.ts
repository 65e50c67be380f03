import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { RegisterAccount } from '../accounts/register-account';
import { LOCAL_ISSUER } from '../tokens';
import { Access } from './access';
import { DevSignInDto, TokenDto } from './dev-sign-in.dto';
import type { LocalIssuer, TokenRequest } from './local-issuer';

const SCOPES = { read: ['read'], write: ['read', 'write'], approve: ['read', 'write', 'approve'] } as const;

/** Signs in on one machine, where no identity provider is. Not there at all in production. */
@ApiTags('identity')
@Controller('dev')
export class DevSignInController {
  constructor(
    @Inject(LOCAL_ISSUER) private readonly issuer: LocalIssuer,
    private readonly accounts: RegisterAccount,
  ) {}

  @Post('sign-in')
  @HttpCode(200)
  @Access('everybody')
  @ApiOperation({
    operationId: 'devSignIn',
    summary: 'Sign in (local mode only)',
    description: '422 information-invalid',
  })
  @ZodResponse({ status: 200, type: TokenDto })
  async signIn(@Body() body: DevSignInDto): Promise<TokenDto> {
    const { token, expiresAt } = await this.issuer.issue(this.requestOf(body));
    return { accessToken: token, tokenType: 'Bearer', expiresAt: expiresAt.toISOString() };
  }

  private requestOf(body: DevSignInDto): TokenRequest {
    if ('accountId' in body) return { audience: 'customers', subject: body.accountId };
    if ('email' in body) return { audience: 'customers', subject: this.accounts.idByEmail(body.email) };
    if ('operator' in body) {
      return {
        audience: 'operators',
        subject: body.operator,
        scopes: SCOPES[body.may],
      };
    }
    return { audience: 'services', subject: body.service };
  }
}
