import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { createZodDto, ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { Access } from '../identity/access';
import type { TokenVerifier } from '../identity/token-verifier';
import type { ApiSettings } from '../settings';
import { SETTINGS, TOKEN_VERIFIER } from '../tokens';

/** What a browser has to know before anybody is signed in. */
export class ConfigurationDto extends createZodDto(
  z.object({
    mode: z.enum(['local', 'production']),
    cardFieldsUrl: z.string(),
    signIn: z.object({
      kind: z.enum(['local', 'oidc']),
      issuer: z.string(),
      clientId: z.string(),
      operatorsClientId: z.string(),
    }),
  }),
) {}

/** What the console asks first. Nothing here is secret. */
@ApiTags('reference')
@Controller('v1/configuration')
export class ConfigurationController {
  constructor(
    @Inject(SETTINGS) private readonly settings: ApiSettings,
    @Inject(TOKEN_VERIFIER) private readonly tokens: TokenVerifier,
  ) {}

  @Get()
  @Access('everybody')
  @ApiOperation({ operationId: 'configuration', summary: 'How to sign in, and where the card fields are' })
  @ZodResponse({ status: 200, type: ConfigurationDto })
  read(): ConfigurationDto {
    const { mode, cardFieldsUrl, oidcClientId, oidcOperatorsClientId } = this.settings;
    const kind = oidcClientId === undefined ? ('local' as const) : ('oidc' as const);
    const clients = { clientId: oidcClientId ?? '', operatorsClientId: oidcOperatorsClientId ?? '' };
    return { mode, cardFieldsUrl, signIn: { kind, issuer: this.tokens.issuer, ...clients } };
  }
}
