import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino, type Logger } from 'pino';
import { Counter, Gauge, Registry } from 'prom-client';
import type { Bank } from './bank';
import { cardsIn } from './cards/cards';
import { faultsIn } from './faults/faults';
import { bankServer } from './http/server';
import { header, type BankRequest } from './http/request';
import type { Route } from './http/router';
import { inboxIn } from './inbox/inbox';
import { startMailServer } from './inbox/mail-server';
import { startClockwork } from './network/clockwork';
import { lateReleasesIn } from './network/late-releases';
import { ledgerIn } from './network/ledger';
import { paymentsIn } from './network/payments';
import { courierFor, type Courier, type CourierSettings } from './notices/courier';
import { noticesIn } from './notices/notices';
import { bankPageRoutes } from './routes/bank-page-routes';
import { hostedFieldsRoutes } from './routes/hosted-fields-routes';
import { inboxRoutes } from './routes/inbox-routes';
import { ledgerRoutes } from './routes/ledger-routes';
import { operationsRoutes } from './routes/operations-routes';
import { operatorRoutes } from './routes/operator-routes';
import { paymentRoutes } from './routes/payment-routes';
import { publicRoutes } from './routes/public-routes';
import { tokenRoutes } from './routes/token-routes';
import { seedOf } from './seed';
import type { BankSettings } from './settings';
import { onceIn } from './store/once';
import { openStore } from './store/open-store';

/** A bank that runs. */
export interface RunningBank {
  /** Its address, `http://127.0.0.1:port`. */
  readonly url: string;
  readonly port: number;
  readonly smtpPort: number;
  /** Ends what it is doing, cuts what still waits, closes the books. */
  stop(): Promise<void>;
}

/** What specs may set besides. */
export interface BankExtras {
  readonly log?: Logger;
  readonly now?: () => Date;
  readonly courier?: Pick<CourierSettings, 'firstBackoffMs' | 'longestBackoffMs' | 'answerWithinMs'>;
}

/** Nobody listens to notices. */
const NO_COURIER: Courier = { start: () => undefined, deliver: async () => undefined, stop: async () => undefined };

/**
 * Starts the bank on 127.0.0.1. It answers once everything behind it works.
 * @throws {BooksInUse} when another bank works on the same folder; an error of the system when a port is taken.
 */
export async function startBank(settings: BankSettings, extras: BankExtras = {}): Promise<RunningBank> {
  const { log = pino({ name: 'bank-sim' }), now = () => new Date() } = extras;
  const db = openStore(settings.dataFolder);
  const seed = seedOf(settings.seed);
  const notices = noticesIn(db, seed, now, settings.webhookUrl !== undefined);
  const courier = settings.webhookUrl
    ? courierFor(notices, { url: settings.webhookUrl, secret: settings.webhookSecret, ...extras.courier }, log)
    : NO_COURIER;
  let ownUrl = '';
  const bank: Bank = {
    ...{ db, seed, now, log, notices, courier, latencyMs: settings.latencyMs },
    publicUrl: () => settings.publicUrl ?? ownUrl,
    cards: cardsIn(db),
    payments: paymentsIn(db),
    ledger: ledgerIn(db),
    lateReleases: lateReleasesIn(db),
    once: onceIn(db, seed),
    faults: faultsIn(db, seed),
    inbox: inboxIn(db, now),
  };
  const mail = await startMailServer(bank.inbox, settings.smtpPort, log);
  let ready = false;
  const routes = routesOf(bank, settings, () => ready);
  const server = bankServer(routes, { network: settings.apiKey, sms: settings.smsApiKey }, log);
  const port = await listen(server, settings.port);
  ownUrl = `http://127.0.0.1:${port}`;
  const clockwork = startClockwork(bank);
  courier.start();
  ready = true;
  log.info({ port, smtpPort: mail.port, seed: settings.seed }, 'the bank is open');
  return {
    ...{ url: ownUrl, port, smtpPort: mail.port },
    async stop() {
      ready = false;
      clockwork.stop();
      await Promise.all([close(server), mail.stop(), courier.stop()]);
      db.close();
      log.info('the bank is closed');
    },
  };
}

function routesOf(bank: Bank, settings: BankSettings, isReady: () => boolean): Route[] {
  const registry = new Registry();
  const mayRead = (request: BankRequest) => header(request, 'authorization') === `Bearer ${settings.apiKey}`;
  const money = [...paymentRoutes(bank, 'hold'), ...paymentRoutes(bank, 'charge'), ...tokenRoutes(bank)];
  new Gauge({
    name: 'bank_notices_waiting',
    help: 'Notices that were not taken yet.',
    registers: [registry],
    collect() {
      this.set(bank.notices.waiting());
    },
  });
  return [
    ...counted(money, registry),
    ...bankPageRoutes(bank),
    ...hostedFieldsRoutes(bank, settings),
    ...inboxRoutes(bank),
    ...ledgerRoutes(bank, mayRead),
    ...operatorRoutes(bank),
    ...publicRoutes(),
    ...operationsRoutes(isReady, registry),
  ];
}

/** Counts the answers of each route by status; a lost one as 0. */
function counted(routes: readonly Route[], registry: Registry): Route[] {
  const counter = new Counter({
    name: 'bank_answers_total',
    help: 'Answers of the card network by route and HTTP status; 0 is an answer that got lost.',
    labelNames: ['method', 'path', 'status'],
    registers: [registry],
  });
  return routes.map((route) => ({
    ...route,
    serve: async (request) => {
      const answer = await route.serve(request);
      counter.inc({ method: route.method, path: route.path, status: answer.status });
      return answer;
    },
  }));
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((ready, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => ready((server.address() as AddressInfo).port));
  });

/** Callers who are not answered yet have a moment; whoever still waits then (for a late answer) is cut off. */
const LAST_ANSWERS_MS = 500;

function close(server: Server): Promise<void> {
  return new Promise((closed) => {
    const cut = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
    server.close(() => {
      clearTimeout(cut);
      closed();
    });
    server.closeIdleConnections();
  });
}
