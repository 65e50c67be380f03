import { randomUUID } from 'node:crypto';
import { GrpcServer } from './grpc/grpc-server';
import type { Method } from './grpc/methods';
import { EventLog } from './log/event-log';
import { loopback } from './loopback';
import { backupDatabase } from './operations/backup';
import { NodeMetrics } from './operations/metrics';
import { silent, type NodeLog } from './operations/node-log';
import { OperationsServer } from './operations/operations-server';
import { append } from './services/append';
import { appendRecords } from './services/append-records';
import { appendSession } from './services/append-session';
import { batchAppend } from './services/batch-append';
import { deletions } from './services/delete';
import { gossip, type Member } from './services/gossip';
import { DEFAULT_LIMITS, maxMessageBytes, type Limits } from './services/limits';
import { read } from './services/read';
import { explained } from './services/refusals';
import { serverFeatures } from './services/server-features';
import { Subscriptions } from './services/subscriptions';

/** What a node is started with. */
export interface EventNodeOptions extends Partial<Limits> {
  /** The SQLite file; a new one is made. One node a file. */
  readonly file: string;
  /** 0 picks a free one. */
  readonly port?: number;
  /** A loopback address, 127.0.0.1 unless said; any other is refused. */
  readonly host?: string;
  /** Serves metrics and health over HTTP on this port of the same address; 0 picks a free one, none serves nothing. */
  readonly metricsPort?: number;
  /** Nothing is written unless said. */
  readonly log?: NodeLog;
}

/** A running node. */
export interface EventNode {
  readonly port: number;
  /** For the official client. */
  readonly connectionString: string;
  /** Of `/metrics`, if it is served. */
  readonly metricsPort: number | undefined;
  /** What Prometheus is told, as text. */
  metrics(): Promise<string>;
  /** Copies the log to a new file while the node goes on. @throws {BackupRefused} */
  backup(to: string): Promise<void>;
  /** Finishes what was begun, ends every connection and closes the file; whoever asks again waits for the same end. */
  stop(): Promise<void>;
}

/** How long clients get to close their connections, in milliseconds. */
const STOP_GRACE_MS = 500;

/**
 * Starts a node.
 * @throws {UnusableFile} when the file is damaged, no file of this node, or another node has it.
 * @throws {RangeError} when the host is not this machine.
 */
export async function startEventNode(options: EventNodeOptions): Promise<EventNode> {
  const { file, port = 0, host = '127.0.0.1', log: notes = silent } = options;
  loopback(host);
  const metrics = new NodeMetrics();
  const log = openLog(file, metrics, notes);
  const subscriptions = new Subscriptions(log);
  metrics.watch(file, log, subscriptions);
  const limits = { ...DEFAULT_LIMITS, ...definedLimits(options) };
  const self = { instanceId: randomUUID(), address: host, port };
  const server = new GrpcServer({
    methods: methods(log, subscriptions, limits, () => self),
    maxMessageBytes: maxMessageBytes(limits),
    explain: (error) => {
      notes.error({ error: String((error as Error).stack ?? error) }, 'a call failed');
      return explained(error);
    },
    ended: (path, status) => metrics.called(path, status),
  });
  let isServing = false;
  let stopped: Promise<void> | undefined;
  const operations = new OperationsServer(metrics, () => isServing);
  const close = async (): Promise<void> => {
    await log.drained();
    await Promise.all([server.stop(STOP_GRACE_MS), operations.stop()]);
    await log.drained();
    log.close();
  };
  try {
    const { metricsPort } = options;
    const served = metricsPort === undefined ? undefined : await operations.listen(host, metricsPort);
    self.port = await server.listen(host, port);
    isServing = true;
    notes.info({ file, port: self.port, metricsPort: served, position: log.head }, 'serving');
    return {
      port: self.port,
      connectionString: connectionString(host, self.port),
      metricsPort: served,
      metrics: () => metrics.text(),
      backup: (to) => backupDatabase(log.database, to),
      stop: () => {
        isServing = false;
        stopped ??= close().then(() => notes.info({ file, position: log.head }, 'stopped'));
        return stopped;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function openLog(file: string, metrics: NodeMetrics, notes: NodeLog): EventLog {
  return EventLog.open(file, {
    committed: (writes, seconds) => metrics.committed(writes, seconds),
    wrote: (outcome, events, bytes) => metrics.wrote(outcome, events, bytes),
    failed: (error, isBroken) => {
      metrics.failed();
      const message = isBroken
        ? 'the log can not be written any more: start the node again'
        : 'a transaction was rolled back';
      notes.error({ error: String((error as Error).stack ?? error) }, message);
    },
  });
}

/** The client waits one discovery interval (500 ms unless told) before its first connection: the node is here, so 10 will do. */
const connectionString = (host: string, port: number): string =>
  `kurrentdb://${host.includes(':') ? `[${host}]` : host}:${port}?tls=false&discoveryInterval=10`;

function methods(
  log: EventLog,
  subscriptions: Subscriptions,
  limits: Limits,
  self: () => Member,
): ReadonlyMap<string, Method> {
  return new Map([
    serverFeatures(),
    gossip(self),
    read(log, subscriptions),
    append(log, limits),
    batchAppend(log, limits),
    ...deletions(log),
    appendSession(log, limits),
    appendRecords(log, limits),
  ]);
}

const definedLimits = ({ maxEventBytes, maxAppendBytes }: Partial<Limits>): Partial<Limits> => ({
  ...(maxEventBytes !== undefined && { maxEventBytes }),
  ...(maxAppendBytes !== undefined && { maxAppendBytes }),
});
