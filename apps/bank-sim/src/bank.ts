import type Database from 'better-sqlite3';
import type { Logger } from 'pino';
import type { Cards } from './cards/cards';
import type { Faults } from './faults/faults';
import type { Inbox } from './inbox/inbox';
import type { LateReleases } from './network/late-releases';
import type { Ledger } from './network/ledger';
import type { Payments } from './network/payments';
import type { Courier } from './notices/courier';
import type { Notices } from './notices/notices';
import type { Seed } from './seed';
import type { Once } from './store/once';

/** The parts of the bank, as everything that does something with them takes them. */
export interface Bank {
  readonly db: Database.Database;
  readonly seed: Seed;
  readonly now: () => Date;
  readonly log: Logger;
  /** Where browsers reach it; known once it listens. */
  readonly publicUrl: () => string;
  readonly latencyMs: number;
  /** Aborts when the bank closes: what waits then is not answered any more. */
  readonly closing: AbortSignal;
  readonly cards: Cards;
  readonly payments: Payments;
  readonly ledger: Ledger;
  readonly lateReleases: LateReleases;
  readonly once: Once;
  readonly faults: Faults;
  readonly notices: Notices;
  readonly courier: Pick<Courier, 'deliver'>;
  readonly inbox: Inbox;
}
