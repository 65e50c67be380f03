import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answer } from '../http/answer';
import { Answers } from '../http/answers';
import { Access } from '../identity/access';
import type { LocalIssuer } from '../identity/local-issuer';
import { LOCAL_ISSUER } from '../tokens';
import { DevAccountDto, DevAccountTokenDto } from './accounts.dto';
import { RegisterAccount } from './register-account';

/** Registers a customer by hand on one machine, and signs them in. Not there at all in production. */
@ApiTags('accounts')
@Controller('dev/accounts')
export class DevAccountsController {
  constructor(
    private readonly registerAccount: RegisterAccount,
    @Inject(LOCAL_ISSUER) private readonly issuer: LocalIssuer,
  ) {}

  @Post()
  @Access('everybody')
  @ApiOperation({
    operationId: 'devRegister',
    summary: 'Register by email and region, and sign in (local mode only)',
    description: '409 account-exists, 422 information-invalid',
  })
  @Answers(DevAccountTokenDto, 201)
  async register(@Body() body: DevAccountDto): Promise<Answer<DevAccountTokenDto>> {
    const { body: account, about } = await this.registerAccount.byEmail(body);
    const { accountId } = account;
    const { token, expiresAt } = await this.issuer.issue({ audience: 'customers', subject: accountId });
    const signedIn = {
      accountId,
      accessToken: token,
      tokenType: 'Bearer' as const,
      expiresAt: expiresAt.toISOString(),
    };
    return new Answer(signedIn, about);
  }
}
