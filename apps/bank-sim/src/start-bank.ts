import { setMaxListeners } from 'node:events';
import { pino, type Logger } from 'pino';
import type { Bank } from './bank';
import { cardsIn } from './cards/cards';
import { faultsIn } from './faults/faults';
import { close, listen } from './http/listen';
import { bankServer } from './http/server';
import { inboxIn } from './inbox/inbox';
import { startMailServer, type MailServer } from './inbox/mail-server';
import { startClockwork } from './network/clockwork';
import { lateReleasesIn } from './network/late-releases';
import { ledgerIn } from './network/ledger';
import { paymentsIn } from './network/payments';
import { courierFor, type Courier, type CourierSettings } from './notices/courier';
import { noticesIn } from './notices/notices';
import { allRoutes } from './routes/all-routes';
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
 * @throws {BooksRefused} when another bank works on the same folder, or worked with another seed; an error of the system when a port is taken.
 */
export async function startBank(settings: BankSettings, extras: BankExtras = {}): Promise<RunningBank> {
  const { log = pino({ name: 'bank-sim' }), now = () => new Date() } = extras;
  const seed = seedOf(settings.seed);
  const db = openStore(settings.dataFolder, seed);
  const notices = noticesIn(db, seed, now, settings.webhookUrl !== undefined);
  const courier = settings.webhookUrl
    ? courierFor(notices, { url: settings.webhookUrl, secret: settings.webhookSecret, ...extras.courier }, log)
    : NO_COURIER;
  const closing = new AbortController();
  setMaxListeners(0, closing.signal); // one for each call that waits
  let ownUrl = '';
  const bank: Bank = {
    ...{ db, seed, now, log, notices, courier, latencyMs: settings.latencyMs, closing: closing.signal },
    publicUrl: () => settings.publicUrl ?? ownUrl,
    cards: cardsIn(db),
    payments: paymentsIn(db, seed),
    ledger: ledgerIn(db),
    lateReleases: lateReleasesIn(db),
    once: onceIn(db, seed),
    faults: faultsIn(db, seed),
    inbox: inboxIn(db, now),
  };
  let ready = false;
  const routes = allRoutes(bank, settings, () => ready);
  const server = bankServer(routes, { network: settings.apiKey, sms: settings.smsApiKey }, log);
  let mail: MailServer | undefined;
  const closeAll = async (): Promise<void> => {
    closing.abort();
    await Promise.all([close(server), mail?.stop(), courier.stop()]);
    db.close();
  };
  try {
    mail = await startMailServer(bank.inbox, settings.smtpPort, log);
    const port = await listen(server, settings.port);
    ownUrl = `http://127.0.0.1:${port}`;
    const clockwork = startClockwork(bank);
    courier.start();
    ready = true;
    log.info({ port, smtpPort: mail.port }, 'the bank is open');
    return {
      ...{ url: ownUrl, port, smtpPort: mail.port },
      async stop() {
        ready = false;
        clockwork.stop();
        await closeAll();
        log.info('the bank is closed');
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
