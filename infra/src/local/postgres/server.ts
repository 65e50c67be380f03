import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { ChildPlan } from '../child-plan';
import { type PostgresBinaries, postgresBinaries } from './binaries';
import { asUser, type DatabaseUser, databaseUser } from './database-user';
import { stopLeftBehind } from './left-behind';

/** Name of the database, and of the role that owns it. */
const ONFILE = 'onfile';

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'shared_buffers=128MB',
  'timezone=UTC',
  'log_timezone=UTC',
  // Statements may hold personal data; none of them is ever logged.
  'log_statement=none',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
];

/** Where PostgreSQL keeps its data and listens. */
export interface PostgresPlace {
  readonly folder: string;
  readonly port: number;
  readonly password: string;
}

/** Address of the database of a server at this place. */
export const postgresUrl = ({ port, password }: Pick<PostgresPlace, 'port' | 'password'>): string =>
  `postgresql://${ONFILE}:${password}@127.0.0.1:${port}/${ONFILE}`;

/**
 * PostgreSQL as a process of the stack. Its folder is made at the first start, whole or not at all. Before each start a
 * server that was left behind on the folder is stopped.
 */
export async function postgresServer(place: PostgresPlace): Promise<ChildPlan> {
  const binaries = postgresBinaries();
  const user = await databaseUser();
  const { folder } = place;
  const args = ['-D', folder, '-p', String(place.port), ...SETTINGS.flatMap((setting) => ['-c', setting])];
  const url = postgresUrl(place);
  await initialise(place, binaries, user);
  return {
    name: 'postgres',
    ...asUser(user, [binaries.postgres, join(folder, 'PG_VERSION')], binaries.postgres, args),
    env: {},
    // Breaks off open transactions; SIGTERM would wait for every client to go.
    stopSignal: 'SIGINT',
    prepare: async () => void (await stopLeftBehind(folder)),
    ready: () => takesStatements(url),
  };
}

async function takesStatements(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } finally {
    // A connection that the server dropped may never say that it ended: not waited for.
    client.end().catch(() => undefined);
  }
}

/** Makes the folder unless there is one. It is made beside its place and moved there when it is complete. */
async function initialise(
  { folder, password }: PostgresPlace,
  { initdb, postgres }: PostgresBinaries,
  user: DatabaseUser | undefined,
): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return;
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  const passwordFile = `${folder}.${randomBytes(6).toString('hex')}`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  try {
    if (user) await Promise.all([unfinished, passwordFile].map((path) => chown(path, user.uid, user.gid)));
    const how = ['--username', ONFILE, '--pwfile', passwordFile, '--auth', 'scram-sha-256'];
    const kind = ['--encoding', 'UTF8', '--no-locale'];
    await run(user, unfinished, initdb, ['-D', unfinished, ...how, ...kind]);
    await run(user, unfinished, postgres, ['--single', '-D', unfinished, 'postgres'], `create database ${ONFILE};\n`);
    await rename(unfinished, folder);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Runs one of PostgreSQL's programs to its end. @throws with what it said when it fails */
function run(
  user: DatabaseUser | undefined,
  folder: string,
  program: string,
  programArgs: readonly string[],
  input = '',
): Promise<void> {
  const { command, args, ...who } = asUser(user, [program, join(folder, 'PG_VERSION')], program, programArgs);
  return new Promise((done, failed) => {
    const child = spawn(command, args, { ...who, cwd: '/', stdio: ['pipe', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2_000)));
    child.once('error', failed);
    child.once('close', (code) => (code === 0 ? done() : failed(new Error(`${program} ended with ${code}: ${said}`))));
    child.stdin.end(input);
  });
}
