import { randomUUID } from 'node:crypto';
import { GrpcServer } from './grpc/grpc-server';
import type { Method } from './grpc/methods';
import { EventLog } from './log/event-log';
import { loopback } from './loopback';
import { append } from './services/append';
import { appendRecords } from './services/append-records';
import { appendSession } from './services/append-session';
import { batchAppend } from './services/batch-append';
import { deletions } from './services/delete';
import { gossip, type Member } from './services/gossip';
import { DEFAULT_LIMITS, maxMessageBytes, type Limits } from './services/limits';
import { read } from './services/read';
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
}

/** A running node. */
export interface EventNode {
  readonly port: number;
  /** For the official client. */
  readonly connectionString: string;
  /** Finishes what was begun, ends every connection and closes the file. */
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
  const { file, port = 0, host = '127.0.0.1' } = options;
  loopback(host);
  const limits = { ...DEFAULT_LIMITS, ...definedLimits(options) };
  const log = EventLog.open(file, () => undefined);
  const self = { instanceId: randomUUID(), address: host, port };
  const server = new GrpcServer({
    methods: methods(log, limits, () => self),
    maxMessageBytes: maxMessageBytes(limits),
    onTrouble: () => undefined,
  });
  self.port = await server.listen(host, port);
  return {
    port: self.port,
    connectionString: connectionString(host, self.port),
    stop: async () => {
      await log.drained();
      await server.stop(STOP_GRACE_MS);
      await log.drained();
      log.close();
    },
  };
}

/** The client waits one discovery interval (500 ms unless told) before its first connection: the node is here, so 10 will do. */
const connectionString = (host: string, port: number): string =>
  `kurrentdb://${host.includes(':') ? `[${host}]` : host}:${port}?tls=false&discoveryInterval=10`;

function methods(log: EventLog, limits: Limits, self: () => Member): ReadonlyMap<string, Method> {
  return new Map([
    serverFeatures(),
    gossip(self),
    read(log, new Subscriptions(log)),
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
