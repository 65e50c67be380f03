import { createEventLog, createSealer, pgPersonalKeys, type EventLog } from '@onfile/event-log';
import { chosenCardNetwork, chosenRates, chosenSms, httpTickets, mailTickets, smtpMail } from '@onfile/gateways';
import { accountsWithCards, openReadModels } from '@onfile/read-models';
import type { Settings } from '@onfile/settings';
import { Context } from '@temporalio/activity';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { logLeftovers } from './leftovers/log-leftovers';
import type { ActivityPorts } from './ports';
import type { Checkpoints } from './progress/checkpoints';
import { readTemplates } from './templates';

/** What a worker process must be told. */
export type WorkerSettings = Pick<
  Settings,
  | ('eventLog' | 'temporal' | 'databaseUrl' | 'cardNetwork' | 'mail' | 'helpDesk' | 'sms')
  | ('rates' | 'publicUrl' | 'port' | 'billing' | 'secrets' | 'workerBuildId')
>;

/** A gateway's answer is waited for this long, then it is unknown. */
const CARD_NETWORK_TIMEOUT_MS = 10_000;
const HELP_DESK_TIMEOUT_MS = 10_000;

/** What is there before the ports are. */
export interface Ground {
  readonly pool: Pool;
  readonly client: Pick<Client, 'workflow'>;
  readonly log: EventLog;
  readonly checkpoints: Checkpoints;
}

/** The real ports of the activities: the one place of the worker that says which gateway is behind which port. */
export function wirePorts(settings: WorkerSettings, ground: Ground): { ports: ActivityPorts; close: () => void } {
  const { cardNetwork, mail, helpDesk, sms, rates, publicUrl, billing, secrets } = settings;
  const { pool, client, log, checkpoints } = ground;
  const views = openReadModels(pool);
  const post = smtpMail({ url: mail.smtpUrl, from: mail.from });
  const ports = {
    log,
    sealer: createSealer({ keys: pgPersonalKeys(pool), kek: secrets.kekForPersonalKeys }),
    cards: chosenCardNetwork(cardNetwork, CARD_NETWORK_TIMEOUT_MS),
    mail: post,
    sms: chosenSms(sms),
    tickets: helpDesk
      ? httpTickets({ baseUrl: helpDesk.url, apiKey: helpDesk.apiKey, timeoutMs: HELP_DESK_TIMEOUT_MS })
      : mailTickets(post, mail.ticketsTo),
    rates: chosenRates(rates),
    templates: readTemplates(join(__dirname, '..', 'templates')),
    leftovers: logLeftovers(log, checkpoints),
    wallets: {
      accountsWithCards: (after: string | undefined, limit: number) => accountsWithCards(views, after, limit),
    },
    billingZone: billing.zone,
    now: () => new Date().toISOString(),
    heartbeat: () => Context.current().heartbeat(),
    isRunning: (workflowId: string) => isRunning(client, workflowId),
    publicUrl,
  };
  return { ports, close: () => post.close() };
}

/** The log as the worker uses it. */
export const openLog = ({ eventLog }: Pick<WorkerSettings, 'eventLog'>): EventLog => createEventLog(eventLog);

async function isRunning({ workflow }: Pick<Client, 'workflow'>, workflowId: string): Promise<boolean> {
  try {
    const { status } = await workflow.getHandle(workflowId).describe();
    return status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error; // not knowing is not "no"
  }
}
