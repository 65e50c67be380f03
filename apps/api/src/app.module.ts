import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { createZodValidationPipe, ZodSerializerInterceptor } from 'nestjs-zod';
import { AnswerInterceptor } from './http/answer';
import { ProblemsFilter } from './http/problems.filter';
import { AccessGuard } from './identity/access.guard';
import { RouteAccessCheck } from './identity/route-access-check';
import { TokenVerifier } from './identity/token-verifier';
import { ApiMetrics } from './operations/metrics';
import type { ApiPorts } from './ports';
import { rooms } from './rooms';
import * as tokens from './tokens';

/** The api as one module over its ports. */
@Module({})
export class ApiModule {
  /** Without a local issuer its rooms are left out: their routes do not exist. */
  static over(ports: ApiPorts): DynamicModule {
    const open = rooms.filter(({ localOnly }) => !localOnly || ports.localIssuer !== undefined);
    return {
      module: ApiModule,
      imports: [DiscoveryModule],
      controllers: open.flatMap(({ controllers }) => [...controllers]),
      providers: [...portProviders(ports), ...frame, ...open.flatMap(({ providers = [] }) => [...providers])],
    };
  }
}

/** What every request passes, in this order: who may (guard), what shape (pipe), how it is answered. */
const frame = [
  { provide: APP_GUARD, useClass: AccessGuard },
  { provide: APP_PIPE, useClass: createZodValidationPipe() },
  { provide: APP_INTERCEPTOR, useClass: ZodSerializerInterceptor },
  { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
  { provide: APP_FILTER, useClass: ProblemsFilter },
  RouteAccessCheck,
];

function portProviders(ports: ApiPorts) {
  return [
    { provide: tokens.SETTINGS, useValue: ports.settings },
    { provide: tokens.CLOCK, useValue: ports.clock },
    { provide: tokens.JOURNEYS, useValue: ports.journeys },
    { provide: tokens.STREAMS, useValue: ports.streams },
    { provide: tokens.WALLETS, useValue: ports.wallets },
    { provide: tokens.VALIDITY_CHANGES, useValue: ports.validityChanges },
    { provide: tokens.PERSONAL_DATA, useValue: ports.personalData },
    { provide: tokens.SECRECY, useValue: ports.secrecy },
    { provide: tokens.CARD_GATEWAY, useValue: ports.cardGateway },
    { provide: tokens.NOTICE_READER, useValue: ports.noticeReader },
    { provide: tokens.VELOCITY, useValue: ports.velocity },
    { provide: tokens.VIEWS, useValue: ports.views },
    { provide: tokens.BILLS, useValue: ports.bills },
    { provide: tokens.DEDUCTIONS, useValue: ports.deductions },
    { provide: tokens.OPERATORS, useValue: ports.operators },
    { provide: tokens.LOOK_BACK, useValue: ports.lookBack },
    { provide: tokens.RATES, useValue: ports.rates },
    { provide: tokens.BILLING_POLICY, useValue: ports.billingPolicy },
    { provide: tokens.JOURNEY_POLICY, useValue: ports.journeyPolicy },
    { provide: tokens.LOCAL_ISSUER, useValue: ports.localIssuer },
    { provide: tokens.TOKEN_VERIFIER, useValue: new TokenVerifier(ports.trustedIssuer, ports.clock) },
    { provide: tokens.REVOKED_SESSIONS, useValue: ports.revokedSessions },
    { provide: tokens.READINESS, useValue: ports.readiness },
    { provide: tokens.METRICS, useValue: new ApiMetrics() },
  ];
}
