import type { BillingPolicy, JourneyPolicy } from '@onfile/domain';
import type { CardNetwork, NoticeReader, VelocityCounters } from '@onfile/gateways';
import type { Bills, Deductions, RatesNow } from './bills/bills';
import type { Journeys } from './card-additions/journeys';
import type { ValidityChanges } from './card-validity-changes/changes';
import type { Clock } from './http/clock';
import type { LocalIssuer } from './identity/local-issuer';
import type { RevokedSessions } from './identity/revoked-sessions';
import type { TrustedIssuer } from './identity/token-verifier';
import type { LookBack } from './look-back/look-back';
import type { Operators } from './operators/operators';
import type { Readiness } from './operations/health.controller';
import type { PersonalData } from './personal-data';
import type { Secrecy } from './secrecy';
import type { ApiSettings } from './settings';
import type { Streams } from './streams';
import type { Views } from './views';
import type { Wallets } from './wallet/wallets';

/** Everything the api reaches, as ports: the one thing that differs between production and a test. */
export interface ApiPorts {
  readonly settings: ApiSettings;
  readonly clock: Clock;
  readonly journeys: Journeys;
  readonly streams: Streams;
  readonly wallets: Wallets;
  readonly validityChanges: ValidityChanges;
  readonly personalData: PersonalData;
  readonly secrecy: Secrecy;
  readonly cardGateway: Pick<CardNetwork, 'describeToken'>;
  readonly noticeReader: NoticeReader;
  readonly velocity: VelocityCounters;
  readonly views: Views;
  readonly bills: Bills;
  readonly deductions: Deductions;
  readonly operators: Operators;
  readonly lookBack: LookBack;
  readonly rates: RatesNow;
  readonly billingPolicy: BillingPolicy;
  /** What new journeys and validity changes run under. */
  readonly journeyPolicy: JourneyPolicy;
  readonly trustedIssuer: TrustedIssuer;
  /** Only in local mode. */
  readonly localIssuer?: LocalIssuer;
  readonly revokedSessions: RevokedSessions;
  readonly readiness: Readiness;
}
