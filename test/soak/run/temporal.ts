import { choosePorts, temporalCliPath, temporalServer } from '@onfile/infra';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../driver/http';

/** Temporal's server with the stack's own flags, its data in a folder that goes with it. */
export async function startTemporal(): Promise<{ address: string; pid: number; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'soak-run-'));
  const { temporal: port } = await choosePorts(['temporal']);
  const plan = await temporalServer({ program: await temporalCliPath(), folder, port });
  const server = spawn(plan.command, [...plan.args], { stdio: 'ignore' });
  await eventually('Temporal', () => plan.ready(), 30_000);
  return {
    address: `127.0.0.1:${port}`,
    pid: server.pid ?? 0,
    async stop() {
      const gone = once(server, 'exit');
      server.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
