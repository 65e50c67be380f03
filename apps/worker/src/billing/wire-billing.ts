import { billingPolicyOf } from '@onfile/domain';
import { type EventLog, keptStreams } from '@onfile/event-log';
import { type CardNetwork, type ExchangeRates, httpSettlements } from '@onfile/gateways';
import type { Logger } from '@onfile/process';
import {
  accountsToBill,
  billedAccounts,
  chargedBills,
  idleBills,
  numbersOfBills,
  openReadModels,
  unfinishedBills,
  waitForPosition,
} from '@onfile/read-models';
import type { Settings } from '@onfile/settings';
import { taskQueues } from '@onfile/temporal';
import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { BillFinder, BillingPorts, RunShape } from '../activities/bills/ports';

/** What is there before the ports of bills are. */
export interface BillingGround {
  readonly log: EventLog;
  readonly pool: Pool;
  readonly client: Pick<Client, 'workflow'>;
  readonly cards: CardNetwork;
  readonly rates: ExchangeRates;
  readonly isRunning: (workflowId: string) => Promise<boolean>;
  readonly publicUrl: string;
  readonly logger: Logger;
}

/** Facts of streams that bills of many accounts share, kept in one process: the numbers of six million bills a year. */
const KEPT_FACTS = 50_000;

/** Two pages at once keep both the log and the gateway busy; a page is small enough to be done again. */
const RUN: RunShape = { partitions: 2, pageSize: 250, atOnce: 32, missedAfterMs: 6 * 3_600_000 };

/** A settlement file has a line for every charge of a day. */
const FILE_MS = 120_000;

/** The real ports of bills: read models to find them by, the client to start their workflows. */
export function wireBilling(
  { billing, cardNetwork: { provider, url, apiKey } }: Pick<Settings, 'billing' | 'cardNetwork'>,
  ground: BillingGround,
): BillingPorts {
  const { log, pool, client, cards, rates, isRunning, publicUrl, logger } = ground;
  return {
    log,
    charges: cards,
    ...(provider === 'http' && { settlements: httpSettlements({ baseUrl: url, apiKey, timeoutMs: FILE_MS }) }),
    rates,
    policy: billingPolicyOf(billing.zone, billing.policy),
    now: () => new Date().toISOString(),
    kept: keptStreams(KEPT_FACTS),
    publicUrl,
    finder: finderOver(pool, log),
    startDeduction: (order) => startDeduction(client, order.billId, order),
    isRunning,
    alarm: (what, about) => logger.error({ alarm: what, ...about }, 'operators are needed'),
    heartbeat: () => Context.current().heartbeat(),
    attempt: () => Context.current().info.attempt,
    run: RUN,
  };
}

/** Starts the workflow of a bill. One that runs is left alone; one that has ended goes on: the streams know how far. */
async function startDeduction({ workflow }: Pick<Client, 'workflow'>, billId: string, order: object): Promise<void> {
  await workflow.start('billDeduction', {
    workflowId: `billDeduction/${billId}`,
    taskQueue: taskQueues.billing,
    args: [order],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
}

/** How long one wait for the read models is, between signs of life. */
const LOOK_MS = 5_000;
/** Where a log ends that has no fact yet. */
const NOTHING = '0';

/** Where to look for bills: the read models. */
export function finderOver(pool: Pool, log: Pick<EventLog, 'endPosition'>): BillFinder {
  const db = openReadModels(pool);
  return {
    accountsToBill: (page) => accountsToBill(db, page),
    billedAccounts: (stretch) => billedAccounts(db, stretch),
    unfinishedBills: ({ period, ...page }) => unfinishedBills(db, period, page),
    idleBills: ({ before, ...page }) => idleBills(db, before, page),
    chargedBills: (page) => chargedBills(db, page),
    numbersOfBills: (billIds) => numbersOfBills(db, billIds),
    async catchUp(onProgress) {
      const end = await log.endPosition();
      if (end === NOTHING) return; // nobody was here yet: there is nothing to have read
      do onProgress();
      while (!(await waitForPosition(pool, end, LOOK_MS)));
    },
  };
}
