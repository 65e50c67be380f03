import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { JSONWebKeySet } from 'jose';
import { LOCAL_ISSUER } from '../tokens';
import { Access } from './access';
import type { LocalIssuer } from './local-issuer';

/** What others need to check the local issuer's tokens. Public keys only. */
@ApiTags('identity')
@Controller('.well-known')
export class WellKnownController {
  constructor(@Inject(LOCAL_ISSUER) private readonly issuer: LocalIssuer) {}

  @Get('openid-configuration')
  @Access('everybody')
  @ApiOperation({ operationId: 'openidConfiguration', summary: 'Where the local issuer publishes its keys' })
  configuration(): Record<string, unknown> {
    const { issuer } = this.issuer;
    return {
      issuer,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      id_token_signing_alg_values_supported: ['ES256'],
      response_types_supported: ['token'],
      subject_types_supported: ['public'],
    };
  }

  @Get('jwks.json')
  @Access('everybody')
  @ApiOperation({ operationId: 'jwks', summary: 'The public keys of the local issuer' })
  keys(): JSONWebKeySet {
    return this.issuer.jwks;
  }
}
