import { defaultBillingPolicy, journeyPolicyOf } from '@onfile/domain';
import { createSealer, memoryPersonalKeys } from '@onfile/event-log';
import {
  fakeCardNetwork,
  memoryVelocityCounters,
  standardWebhooksNoticeReader,
  type FakeBehaviour,
} from '@onfile/gateways';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../src/create-app';
import { LocalIssuer, type TokenRequest } from '../src/identity/local-issuer';
import type { RevokedSessions } from '../src/identity/revoked-sessions';
import type { ApiPorts } from '../src/ports';
import type { ApiSettings } from '../src/settings';
import { keyedSecrecy } from '../src/wiring/keyed-secrecy';
import { logBills } from '../src/wiring/log-bills';
import { logHolders, logOperators } from '../src/wiring/log-operators';
import { logRecorded } from '../src/wiring/log-recorded';
import { logStreams } from '../src/wiring/log-streams';
import { logWallets } from '../src/wiring/log-wallets';
import { ratesNow } from '../src/wiring/rates-now';
import { memoryDeductions } from './memory-deductions';
import { memoryHistories } from './memory-histories';
import { memoryJourneys } from './memory-journeys';
import { memoryLog } from './memory-log';
import { memoryOperators } from './memory-operators';
import { memoryValidityChanges } from './memory-validity-changes';
import { memoryViews } from './memory-views';

/** When things happen in specs, unless they say otherwise. */
export const NOON = '2024-05-10T12:00:00.000Z';
export const WEBHOOK_SECRET = `whsec_${Buffer.from('a secret of the card gateway').toString('base64')}`;
export const ISSUER = 'https://onfile.example';
const pepper = Buffer.alloc(32, 7).toString('base64');

/** The whole api over ports in memory, listening on loopback. */
export type Bench = Awaited<ReturnType<typeof startBench>>;

/** What a spec wants otherwise. */
export interface Overrides extends Omit<Partial<ApiPorts>, 'settings'> {
  readonly settings?: Partial<ApiSettings>;
}

const SETTINGS: ApiSettings = {
  publicUrl: ISSUER,
  mode: 'local',
  freshWaitMs: 50,
  stepWaitMs: 1_000,
  trustedProxies: 1,
  cardFieldsUrl: 'https://bank.example',
};

/** Ended sessions of one process. */
function memorySessions(): RevokedSessions {
  const revoked = new Set<string>();
  return {
    has: (session) => Promise.resolve(revoked.has(session)),
    revoke: async (session) => void revoked.add(session),
  };
}

/** The app on loopback, and every line that it logs. */
async function listening(ports: ApiPorts) {
  const logged: string[] = [];
  const sink = new Writable({ write: (chunk: Buffer, _encoding, done) => (logged.push(chunk.toString()), done()) });
  const app = await createApp(ports, pino({ level: 'debug' }, sink));
  await app.listen(0, '127.0.0.1');
  return { app, url: `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`, logged };
}

/** Starts an api of its own for a spec. `over` replaces ports. */
export async function startBench({ settings, ...over }: Overrides = {}) {
  let at = Date.parse(NOON);
  const clock = (): Date => new Date(at);
  const log = memoryLog();
  const cards = fakeCardNetwork();
  const personalData = createSealer({ keys: memoryPersonalKeys(), kek: randomBytes(32).toString('base64') });
  const journeys = memoryJourneys({ log, cards, sealer: personalData, now: clock });
  const validityChanges = memoryValidityChanges({ log, cards, now: clock });
  const views = memoryViews();
  const operators = memoryOperators(logOperators(log, clock), logHolders(log));
  const histories = memoryHistories();
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = await LocalIssuer.open(ISSUER, privateKey.export({ format: 'jwk' }), clock);
  const secrecy = keyedSecrecy({ codePepper: pepper, fingerprintPepper: pepper });
  const ports: ApiPorts = {
    settings: { ...SETTINGS, ...settings },
    clock,
    journeys,
    streams: logStreams(log),
    wallets: logWallets(log, defaultBillingPolicy.due.zone),
    validityChanges,
    personalData,
    secrecy,
    cardGateway: cards,
    noticeReader: standardWebhooksNoticeReader(WEBHOOK_SECRET),
    velocity: memoryVelocityCounters(),
    views,
    bills: logBills(log, defaultBillingPolicy),
    deductions: memoryDeductions(),
    operators,
    lookBack: { histories, recorded: logRecorded(log) },
    rates: ratesNow({ rateTo: async (to) => ({ from: 'USD', to, rate: '0.9', asOf: NOON, source: 'spec' }) }),
    billingPolicy: defaultBillingPolicy,
    journeyPolicy: journeyPolicyOf(defaultBillingPolicy.due.zone, {}),
    trustedIssuer: issuer.trusted(),
    localIssuer: issuer,
    revokedSessions: memorySessions(),
    readiness: () => Promise.resolve({ eventLog: 'up' }),
    ...over,
  };
  const { app, url, logged } = await listening(ports);
  const tokenOf = async (of: TokenRequest): Promise<string> => (await issuer.issue(of)).token;
  /** Connections that stay open. */
  const line = new Agent({ keepAlive: true });
  let keys = 0;

  return {
    ...{ app, url, ports, log, cards, journeys, validityChanges, views, operators, issuer, logged, secrecy, tokenOf },
    histories,
    /** The key that the local issuer signs with. */
    issuerKey: privateKey,
    http: request(url),
    line,
    pass: (ms: number) => void (at += ms),
    freshKey: (): string => `spec-key-${(keys += 1)}`,
    card: (behaviour: FakeBehaviour, token = `tok_${randomBytes(6).toString('hex')}`, fingerprint = token) => {
      const known = {
        token,
        brand: 'visa',
        last4: '4242',
        expiry: '2030-12',
        funding: 'credit',
        issuingCountry: 'US',
      } as const;
      cards.card({ ...known, fingerprint }, behaviour);
      return token;
    },
    stop: async () => {
      line.destroy();
      await app.close();
    },
  };
}
