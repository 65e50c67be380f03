import type { Sealed } from '@onfile/domain';
import {
  fakeCardNetwork,
  fakeMail,
  fakeSms,
  fakeTickets,
  type ExchangeRates,
  type FakeCardNetwork,
} from '@onfile/gateways';
import { type ActivityPorts, readTemplates } from '@onfile/worker';
import { join } from 'node:path';
import { memoryLog, type MemoryLog } from './memory-log';

/** All that the journeys of a spec reach the world by: fakes that keep the ports' contracts, and a log in memory. */
export interface World extends ActivityPorts {
  readonly log: MemoryLog;
  readonly cards: FakeCardNetwork;
  readonly mail: ReturnType<typeof fakeMail>;
  readonly sms: ReturnType<typeof fakeSms>;
  /** What the sweep is told to look at. */
  readonly leftBehind: Set<string>;
  readonly changesLeftBehind: Set<string>;
  /** Whom the watch of cards is told to look at. */
  readonly accountsWithCards: Set<string>;
  /** What the activities take for now; milliseconds since 1970. */
  readonly clock: { now: () => number };
  /** Rates can be taken away. */
  readonly published: Map<string, string>;
}

/** A quiet world: the log is there, the bank answers. `isRunning` is the client's. */
export function newWorld(isRunning: ActivityPorts['isRunning']): World {
  const leftBehind = new Set<string>();
  const changesLeftBehind = new Set<string>();
  const accountsWithCards = new Set<string>();
  const clock = { now: () => Date.now() };
  const published = new Map([
    ['USD', '1'],
    ['CLP', '945.5'],
  ]);
  return {
    log: memoryLog(),
    cards: fakeCardNetwork(),
    mail: fakeMail(),
    sms: fakeSms(),
    tickets: fakeTickets(),
    rates: ratesOf(published),
    sealer: { unseal: async (_accountId, sealed) => opened(sealed) },
    templates: readTemplates(join(__dirname, '../../../apps/worker/templates')),
    leftovers: {
      journeys: async (_before, after, limit) => pageOf(leftBehind, after, limit),
      changes: async (_before, after, limit) => pageOf(changesLeftBehind, after, limit),
    },
    wallets: { accountsWithCards: async (after, limit) => pageOf(accountsWithCards, after, limit) },
    billingZone: 'Asia/Shanghai',
    now: () => new Date(clock.now()).toISOString(),
    heartbeat: () => undefined,
    isRunning,
    publicUrl: 'https://onfile.example',
    leftBehind,
    changesLeftBehind,
    accountsWithCards,
    clock,
    published,
  };
}

/** Personal fields as the api would seal them; readable here. */
export function sealed(fields: Record<string, string>): Sealed {
  return Buffer.from(JSON.stringify(fields)).toString('base64url') as Sealed;
}

const opened = (text: Sealed): Record<string, string> =>
  JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, string>;

function ratesOf(published: ReadonlyMap<string, string>): ExchangeRates {
  return {
    async rateTo(to) {
      const rate = published.get(to);
      return rate === undefined
        ? undefined
        : { from: 'USD', to, rate, asOf: '2024-05-10T00:00:00.000Z', source: 'spec' };
    },
  };
}

function pageOf(ids: ReadonlySet<string>, after: string | undefined, limit: number): string[] {
  return [...ids]
    .sort()
    .filter((id) => after === undefined || id > after)
    .slice(0, limit);
}
