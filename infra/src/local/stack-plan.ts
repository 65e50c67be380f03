import { join } from 'node:path';
import type { ChildPlan } from './child-plan';
import { type StackKeys, secretsFile } from './keys';
import { postgresServer, postgresUrl } from './postgres/server';
import { answersOk, listens } from './readiness';
import type { LocalApiKeys, StackUrls } from './stack-file';
import type { StackPorts } from './stack-ports';
import { type Tell, temporalCliPath } from './temporal/programs';
import { temporalReady, temporalServer } from './temporal/server';
import { workerFlags } from './worker-flags';

/** Folder of the checkout, seen from `src/local` and from `dist/local` alike. */
export const checkout = join(__dirname, '..', '..', '..');

/** What a stack is made from. */
export interface StackMaterial {
  readonly folder: string;
  readonly ports: StackPorts;
  readonly keys: StackKeys;
  /**
   * Variables for every app. `TEMPORAL_ADDRESS`, `KURRENTDB_URL` and `DATABASE_URL` name servers that run elsewhere;
   * the stack then starts none of its own.
   */
  readonly env: Readonly<Record<string, string>>;
  /** Whether Temporal's own pages are wanted. */
  readonly ui: boolean;
  readonly tell: Tell;
}

const local = (port: number): string => `http://127.0.0.1:${port}`;

/** Where each part of a stack of this material is. */
export function stackUrls({ ports, keys, env, ui }: StackMaterial): StackUrls {
  const api = local(ports.api);
  const bank = local(ports.bank);
  return {
    api,
    console: `${api}/`,
    docs: `${api}/docs`,
    bank,
    inbox: `${bank}/inbox`,
    temporal: env['TEMPORAL_ADDRESS'] ?? `127.0.0.1:${ports.temporal}`,
    ...(ui && !env['TEMPORAL_ADDRESS'] ? { temporalUi: local(ports.temporalUi) } : {}),
    eventLog: env['KURRENTDB_URL'] ?? `kurrentdb://127.0.0.1:${ports.eventLog}?tls=false`,
    ...(env['KURRENTDB_URL'] ? {} : { eventNode: local(ports.eventLogMetrics) }),
    database: env['DATABASE_URL'] ?? postgresUrl({ port: ports.postgres, password: keys.databasePassword }),
    worker: local(ports.worker),
    projector: local(ports.projector),
  };
}

/** The keys that `stack.json` tells to tests and to the demo. */
export const localApiKeys = ({ keys }: StackMaterial): LocalApiKeys => ({
  bank: keys.cardNetworkApiKey,
  bankNotices: keys.webhookSecret,
  sms: keys.smsApiKey,
  service: keys.serviceClientSecret,
});

/** Every process of a stack, those first that others need. All are started at once; each waits for what it needs. */
export async function stackPlan(material: StackMaterial): Promise<ChildPlan[]> {
  const { ports, env } = material;
  const stores = await Promise.all([
    ...(env['KURRENTDB_URL'] ? [] : [eventNode(material)]),
    ...(env['TEMPORAL_ADDRESS'] ? [] : [temporal(material)]),
    ...(env['DATABASE_URL'] ? [] : [postgres(material)]),
  ]);
  const app = appsOf(material);
  return [
    ...stores,
    app('bank-sim', ports.bank, {
      BANK_DATA: join(material.folder, 'bank'),
      SMTP_PORT: String(ports.bankMail),
      PUBLIC_URL: local(ports.bank),
      WEBHOOK_URL: `${local(ports.api)}/v1/card-network/notices`,
    }),
    app('projector', ports.projector),
    app('worker', ports.worker, {}, workerFlags),
    app('api', ports.api),
  ];
}

/** Makes the external Temporal server, if one is named, ready for us. */
export async function prepareExternal({ env }: StackMaterial): Promise<boolean> {
  const address = env['TEMPORAL_ADDRESS'];
  return address === undefined || temporalReady(address, env['TEMPORAL_NAMESPACE']);
}

async function eventNode({ folder, ports }: StackMaterial): Promise<ChildPlan> {
  const program = join(checkout, 'libs', 'event-node', 'dist', 'command.js');
  return {
    name: 'event-node',
    command: process.execPath,
    args: [
      ...[program, '--port', String(ports.eventLog), '--db', join(folder, 'events.sqlite')],
      ...['--metrics-port', String(ports.eventLogMetrics)],
    ],
    env: {},
    ready: () => listens(ports.eventLog),
  };
}

async function temporal({ folder, ports, ui, tell }: StackMaterial): Promise<ChildPlan> {
  const program = await temporalCliPath(tell);
  const uiPort = ui ? ports.temporalUi : undefined;
  return temporalServer({ program, folder: join(folder, 'temporal'), port: ports.temporal, uiPort });
}

const postgres = ({ folder, ports, keys }: StackMaterial): Promise<ChildPlan> =>
  postgresServer({ folder: join(folder, 'postgres'), port: ports.postgres, password: keys.databasePassword });

/** How the apps are started: each is told everything by its environment, and answers `/health/ready`. */
function appsOf(material: StackMaterial) {
  const common = environmentOf(material);
  return (name: string, port: number, own: Record<string, string> = {}, flags: readonly string[] = []): ChildPlan => ({
    name,
    command: process.execPath,
    args: [...flags, join(checkout, 'apps', name, 'dist', 'main.js')],
    cwd: join(checkout, 'apps', name),
    env: { ...common, PORT: String(port), ...own },
    ready: () => answersOk(`${local(port)}/health/ready`),
  });
}

function environmentOf(material: StackMaterial): Record<string, string> {
  const { folder, ports, keys, env } = material;
  const urls = stackUrls(material);
  return {
    KURRENTDB_URL: urls.eventLog,
    TEMPORAL_ADDRESS: urls.temporal,
    TEMPORAL_NAMESPACE: 'default',
    DATABASE_URL: urls.database,
    CARD_NETWORK_URL: urls.bank,
    CARD_NETWORK_API_KEY: keys.cardNetworkApiKey,
    CARD_NETWORK_WEBHOOK_SECRET: keys.webhookSecret,
    SMTP_URL: `smtp://127.0.0.1:${ports.bankMail}`,
    MAIL_FROM: 'Onfile <no-reply@onfile.example>',
    SMS_URL: `${urls.bank}/v1/sms`,
    SMS_API_KEY: keys.smsApiKey,
    RATES_FILE: join(checkout, 'infra', 'local', 'rates.json'),
    PUBLIC_URL: urls.api,
    ONFILE_MODE: 'local',
    ONFILE_SECRETS_FILE: secretsFile(folder),
    NODE_ENV: 'production',
    ...env,
  };
}
