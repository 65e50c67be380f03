import { choosePorts, temporalCliPath, temporalServer } from '@onfile/infra';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type EventNodeProcess, startEventNodeProcess } from '../../driver/event-node';
import { eventually } from '../../driver/http';

/** What a journey and the bare workflow both need: Temporal's server with the stack's own flags, and the event node. */
export interface Servers {
  readonly temporal: { readonly pid: number; readonly address: string };
  readonly node: EventNodeProcess;
  stop(): Promise<void>;
}

/** Starts both, with their data in a folder that goes with them. */
export async function startServers(): Promise<Servers> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-journeys-'));
  const { temporal: port } = await choosePorts(['temporal']);
  const plan = await temporalServer({ program: await temporalCliPath(), folder: join(folder, 'temporal'), port });
  const server = spawn(plan.command, [...plan.args], { stdio: 'ignore' });
  const node = await startEventNodeProcess(join(folder, 'log.sqlite'));
  await eventually('Temporal', () => plan.ready().then((isReady) => isReady), 30_000);
  return {
    temporal: { pid: server.pid ?? 0, address: `127.0.0.1:${port}` },
    node,
    async stop() {
      await end(server);
      await node.end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A worker of one kind in a process of its own; it is gone when `stop` has answered. */
export async function startWorkerProcess(
  kind: 'ours' | 'bare',
  { temporal, node }: Servers,
): Promise<{ pid: number; stop: () => Promise<void> }> {
  const flags = ['--max-old-space-size=8192', ...process.execArgv];
  const child = spawn(process.execPath, [...flags, join(__dirname, 'worker-command.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, WORKER: kind, TEMPORAL_ADDRESS: temporal.address, KURRENTDB_URL: node.connectionString },
  });
  for await (const line of createInterface({ input: child.stdout })) if (line === 'ready') break;
  child.stdout.resume();
  return { pid: child.pid ?? 0, stop: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
