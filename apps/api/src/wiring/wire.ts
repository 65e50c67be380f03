import { billingPolicyOf, journeyPolicyOf } from '@onfile/domain';
import { createEventLog, createSealer, pgPersonalKeys } from '@onfile/event-log';
import {
  chosenCardNetwork,
  chosenNoticeReader,
  chosenRates,
  forgetOldTakes,
  migrateVelocity,
  pgVelocityCounters,
} from '@onfile/gateways';
import type { Settings } from '@onfile/settings';
import { dataConverter, payloadCodec, untilReachable } from '@onfile/temporal';
import { Client, Connection } from '@temporalio/client';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'pg';
import { PgRevokedSessions } from '../identity/pg-revoked-sessions';
import type { ApiPorts } from '../ports';
import type { ApiSettings } from '../settings';
import { issuersOf } from './issuers';
import { keyedSecrecy } from './keyed-secrecy';
import { logBills } from './log-bills';
import { logHolders, logOperators } from './log-operators';
import { logRecorded } from './log-recorded';
import { logStreams } from './log-streams';
import { logWallets } from './log-wallets';
import { pgProjections, pgSearch } from './pg-operators';
import { pgViews } from './pg-views';
import { ratesNow } from './rates-now';
import { readinessOf } from './readiness';
import { temporalDeductions } from './temporal-deductions';
import { temporalHistories } from './temporal-histories';
import { temporalJourneys } from './temporal-journeys';
import { temporalOperators } from './temporal-operators';
import { temporalValidityChanges } from './temporal-validity-changes';

/** The settings that the api asks for. */
export const SETTINGS_GROUPS = [
  ...(['eventLog', 'temporal', 'databaseUrl', 'cardNetwork', 'publicUrl', 'port', 'mode', 'secrets'] as const),
  ...(['identity', 'consoleFolder', 'cardFieldsUrl', 'trustedProxies', 'codeDigits'] as const),
  ...(['billing', 'journeyPolicy', 'rates'] as const),
] as const;

/** What the process is told. */
export type WireSettings = Pick<Settings, (typeof SETTINGS_GROUPS)[number]>;

/** The real parts, and how they begin and end. */
export interface Wired {
  readonly ports: ApiPorts;
  /** Makes what is missing in PostgreSQL, as soon as it can be reached. Until then the api is not ready. */
  prepare(stopping: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** How long a read may wait for a read model, and a step for its journey (which answers after some 20 s by itself). */
const FRESH_WAIT_MS = 5_000;
const STEP_WAIT_MS = 25_000;
const GATEWAY_TIMEOUT_MS = 5_000;
const CLEANING_MS = 3_600_000;

/** Where the built console lies beside the api, from sources and from dist alike. */
const CONSOLE_DIST = join(__dirname, '../../../console/dist');

/** Says `new` for the whole process. Nothing is reached yet: every part connects when it is first needed. */
export async function wire(settings: WireSettings): Promise<Wired> {
  const clock = (): Date => new Date();
  const { secrets, cardNetwork } = settings;
  const pool = openPool(settings.databaseUrl);
  const log = createEventLog(settings.eventLog);
  const connection = Connection.lazy({ address: settings.temporal.address });
  const converter = dataConverter(secrets.payloadKeys);
  const client = new Client({ connection, namespace: settings.temporal.namespace, dataConverter: converter });
  const sessions = new PgRevokedSessions(pool, clock);
  const { trusted, local } = await issuersOf(settings, clock);
  const billingPolicy = billingPolicyOf(settings.billing.zone, settings.billing.policy);
  const ports: ApiPorts = {
    settings: apiSettings(settings),
    clock,
    journeys: temporalJourneys(client, STEP_WAIT_MS),
    streams: logStreams(log),
    wallets: logWallets(log, settings.billing.zone),
    validityChanges: temporalValidityChanges(client, STEP_WAIT_MS),
    personalData: createSealer({ keys: pgPersonalKeys(pool), kek: secrets.kekForPersonalKeys }),
    secrecy: keyedSecrecy(secrets, settings.codeDigits),
    cardGateway: chosenCardNetwork(cardNetwork, GATEWAY_TIMEOUT_MS),
    noticeReader: chosenNoticeReader(cardNetwork),
    velocity: pgVelocityCounters(pool),
    views: pgViews(pool),
    bills: logBills(log, billingPolicy),
    deductions: temporalDeductions(client),
    operators: {
      workflows: temporalOperators(client, converter),
      book: logOperators(log, clock),
      search: pgSearch(pool),
      projections: pgProjections(pool, log),
      holders: logHolders(log),
    },
    lookBack: {
      histories: temporalHistories(client, payloadCodec(secrets.payloadKeys)),
      recorded: logRecorded(log),
    },
    rates: ratesNow(chosenRates(settings.rates)),
    billingPolicy,
    journeyPolicy: journeyPolicyOf(settings.billing.zone, settings.journeyPolicy),
    trustedIssuer: trusted,
    localIssuer: local,
    revokedSessions: sessions,
    readiness: readinessOf({
      eventLog: () => log.endPosition(),
      temporal: () => connection.withDeadline(Date.now() + 1_500, () => client.workflowService.getSystemInfo({})),
      database: () => pool.query('select 1 from identity.revoked_session limit 0'),
    }),
  };
  const cleaning = setInterval(() => void forgetOldTakes(pool, clock().toISOString()).catch(() => 0), CLEANING_MS);
  return {
    ports,
    prepare: (signal) =>
      untilReachable(
        async () => {
          await migrateVelocity(pool);
          await sessions.prepare();
        },
        { signal },
      ),
    async close() {
      clearInterval(cleaning);
      await Promise.allSettled([log.close(), connection.close(), pool.end()]);
    },
  };
}

function apiSettings(settings: WireSettings): ApiSettings {
  const { publicUrl, mode, trustedProxies, cardFieldsUrl } = settings;
  const consoleFolder =
    settings.consoleFolder ?? (existsSync(join(CONSOLE_DIST, 'index.html')) ? CONSOLE_DIST : undefined);
  return {
    publicUrl,
    mode,
    trustedProxies,
    cardFieldsUrl,
    consoleFolder,
    oidcClientId: settings.identity?.clientId,
    oidcOperatorsClientId: settings.identity?.operatorsClientId,
    freshWaitMs: FRESH_WAIT_MS,
    stepWaitMs: STEP_WAIT_MS,
  };
}

function openPool(connectionString: string): Pool {
  const pool = new Pool({
    connectionString,
    max: 20,
    connectionTimeoutMillis: 3_000,
    statement_timeout: 10_000,
    application_name: 'onfile-api',
  });
  pool.on('error', () => undefined); // an idle connection ended: the next query opens another
  return pool;
}
