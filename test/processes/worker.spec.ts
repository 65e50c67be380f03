import { createEventLog, createSealer, type EventLog, pgPersonalKeys, type Sealer, stream } from '@onfile/event-log';
import { type EventNode, startEventNode } from '@onfile/event-node';
import { choosePorts, temporalCliPath } from '@onfile/infra';
import { processLogger } from '@onfile/process';
import type { Settings } from '@onfile/settings';
import { startPostgres, type TestPostgres } from '@onfile/testing/postgres';
import { type RunningWorker, startWorker } from '@onfile/worker';
import { dataConverter, taskQueues } from '@onfile/temporal';
import { Client, type WorkflowHandle } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { SMTPServer } from 'smtp-server';
import { eventually } from '../workflows/bench/with-bench';
import { workflowBundle } from '../workflows/bench/workflow-bundle';

const key = (): string => randomBytes(32).toString('base64');
const at = '2024-05-10T08:00:00.000Z';
const payloadKeys = { current: 'k1', keys: { k1: key() } };
const kek = key();

jest.setTimeout(240_000);

describe('the worker process, over a real Temporal, event node and PostgreSQL', () => {
  const letters: string[] = [];
  let smtp: SMTPServer;
  let folder: string;
  let node: EventNode;
  let postgres: TestPostgres;
  let env: TestWorkflowEnvironment;
  let log: EventLog;
  let pool: Pool;
  let sealer: Sealer;
  let settings: Settings;
  let worker: RunningWorker;

  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    folder = await mkdtemp(join(tmpdir(), 'onfile-worker-'));
    // Not a port that systems hand out: nobody takes it while the node is away.
    const { port } = await choosePorts(['port']);
    node = await startEventNode({ file: join(folder, 'log.sqlite'), port });
    postgres = await startPostgres();
    env = await TestWorkflowEnvironment.createLocal({
      server: { executable: { type: 'existing-path', path: await temporalCliPath() } },
    });
    smtp = await inbox(letters);
    const { url } = await postgres.freshDatabase();
    settings = settingsOf({ node, databaseUrl: url, temporal: env.address, smtp });
    log = createEventLog(settings.eventLog);
    pool = new Pool({ connectionString: url, max: 2 });
    sealer = createSealer({ keys: pgPersonalKeys(pool), kek });
    worker = await start();
  }, 240_000);

  afterAll(async () => {
    await worker.stop();
    await log.close();
    await pool.end();
    await new Promise<void>((closed) => smtp.close(closed));
    await env.teardown();
    await postgres.stop();
    await node.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const start = async () => startWorker(settings, await workflowBundle(), processLogger('worker', 'fatal'));

  /** A journey that ended, as its workflow would have written it. */
  const ended = async (name: string): Promise<void> => {
    const sealed = await sealer.seal(`acc-${name}`, { email: `${name}@example.com` });
    const registered = {
      type: 'AccountRegistered' as const,
      at,
      sealed,
      data: { accountId: `acc-${name}`, region: 'US', registeredAt: at, emailHash: 'digest', language: 'en' },
    };
    const started = { ...(await startedFact(name)), at };
    await log.record({
      commandId: `end-${name}`,
      at,
      streams: { account: stream('account', `acc-${name}`), journey: stream('cardAddition', `jrn-${name}`) },
      decide: () => ({
        account: [registered],
        journey: [started, { type: 'CardAdditionFailed' as const, at, data: { result: 'hold-declined' as const } }],
      }),
    });
  };

  it('is ready when its workers run, and tells its figures', async () => {
    const get = (path: string) => fetch(`http://127.0.0.1:${worker.port}${path}`);
    await eventually(async () => (await get('/health/ready')).status === 200);
    expect(await (await get('/metrics')).text()).toContain('onfile_worker_reactor_position');
  });

  it('R25 sees to the nightly sweep, and leaves an operator’s pause alone', async () => {
    const handle = env.client.schedule.getHandle('holdSweep');
    await handle.pause('an operator looks into it');
    await worker.stop();
    worker = await start();
    const { state, spec } = await handle.describe();
    expect(state.paused).toBe(true);
    expect(spec.calendars?.[0]).toMatchObject({ hour: [{ start: 2, end: 2 }], minute: [{ start: 30, end: 30 }] });
    await handle.unpause();
  });

  it('writes to the customer once about a fact, however often the reactor comes by it', async () => {
    await ended('ana');
    await eventually(() => lettersTo('ana').length === 1);
    expect(lettersTo('ana')[0]).toContain('Subject: Your card was not added');
    await worker.stop();
    // As after a crash between the reactions and the checkpoint.
    await pool.query(`update worker.checkpoints set position = 0 where name = 'reactor'`);
    await ended('ben');
    worker = await start();
    await eventually(() => lettersTo('ben').length === 1);
    expect(lettersTo('ana')).toHaveLength(1);
  });

  it('goes on where it was when it comes back, and when the log has been away', async () => {
    await worker.stop();
    await ended('cy');
    worker = await start();
    await eventually(() => lettersTo('cy').length === 1);
    const { port } = node;
    await node.stop();
    node = await startEventNode({ file: join(folder, 'log.sqlite'), port });
    await ended('di');
    await eventually(() => lettersTo('di').length === 1);
  });

  it('keeps a workflow on the build that began it, and begins new ones on the current build', async () => {
    const { connection } = env;
    const client = new Client({ connection, dataConverter: dataConverter(payloadKeys) });
    const build = async (workerBuildId: string) => {
      const started = await startWorker(
        { ...settings, workerBuildId },
        await workflowBundle(),
        processLogger('worker', 'fatal'),
      );
      const current = { namespace: 'default', deploymentName: 'onfile', buildId: workerBuildId };
      // Temporal knows of a build once its worker has asked for work.
      await eventually(() =>
        client.workflowService.setWorkerDeploymentCurrentVersion(current).then(
          () => true,
          () => false,
        ),
      );
      return started;
    };
    const journey = (name: string) =>
      client.workflow.start('cardAddition', {
        workflowId: `cardAddition/${name}`,
        taskQueue: taskQueues.journeys,
        args: [{ journeyId: name }],
      });
    const buildOf = async (handle: WorkflowHandle): Promise<string | null | undefined> => {
      const { raw } = await handle.describe();
      return raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId;
    };
    const hasBegun = async (handle: WorkflowHandle) =>
      (await handle.fetchHistory()).events?.some((event) => event.workflowTaskCompletedEventAttributes != null) ??
      false;
    /** The current build is known to Temporal's queues a moment later: journeys are begun until one is on it. */
    const begunOn = async (buildId: string): Promise<WorkflowHandle> => {
      let handle: WorkflowHandle | undefined;
      await eventually(async () => {
        const begun = await journey(`jrn_versions_${randomUUID()}`);
        await eventually(() => hasBegun(begun));
        handle = begun;
        return (await buildOf(begun)) === buildId;
      }, 90_000);
      if (handle === undefined) throw new Error('no journey');
      return handle;
    };

    const first = await build('build-1');
    const old = await begunOn('build-1');
    const second = await build('build-2');
    await begunOn('build-2');
    await old.signal('bankMoved');
    await eventually(
      async () => (await old.fetchHistory()).events?.at(-1)?.workflowTaskCompletedEventAttributes != null,
    );
    expect(await buildOf(old)).toBe('build-1');
    await Promise.all([first.stop(), second.stop()]);
    await client.workflowService.setWorkerDeploymentCurrentVersion({
      ...{ namespace: 'default', deploymentName: 'onfile', buildId: '', ignoreMissingTaskQueues: true },
    });
  });

  const lettersTo = (name: string): string[] => letters.filter((letter) => letter.includes(`To: ${name}@example.com`));
});

async function startedFact(name: string) {
  const { defaultPolicy } = await import('@onfile/domain');
  const data = {
    journeyId: `jrn-${name}`,
    accountId: `acc-${name}`,
    region: 'US',
    registeredAt: at,
    steps: ['card' as const],
    skipped: [],
    currency: 'USD',
    policy: defaultPolicy,
  };
  return { type: 'CardAdditionStarted' as const, data };
}

async function inbox(letters: string[]): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      stream.on('end', () => {
        letters.push(text);
        done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}

function settingsOf(of: { node: EventNode; databaseUrl: string; temporal: string; smtp: SMTPServer }): Settings {
  const { port } = of.smtp.server.address() as AddressInfo;
  const secrets = { payloadKeys, kekForPersonalKeys: kek } as unknown as Settings['secrets'];
  return {
    eventLog: { url: of.node.connectionString },
    temporal: { address: of.temporal, namespace: 'default' },
    databaseUrl: of.databaseUrl,
    mail: { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'Onfile <mail@onfile.example>' },
    cardNetwork: { provider: 'http', url: 'http://127.0.0.1:9', apiKey: 'none', webhookSecret: 'none' },
    sms: { provider: 'http', url: 'http://127.0.0.1:9/sms', apiKey: 'none' },
    rates: { file: 'none' },
    billing: { zone: 'Asia/Shanghai', policy: {} },
    publicUrl: 'https://onfile.example',
    port: 0,
    secrets,
  } as Settings;
}
