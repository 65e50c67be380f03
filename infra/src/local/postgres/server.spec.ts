import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { choosePorts } from '../ports';
import { isAlive, signal } from '../processes';
import { waitUntil } from '../readiness';
import type { Stack } from '../start-stack';
import { guarded } from '../testing/guarded';
import { databaseUser, mayEnter } from './database-user';
import { serverOf, stopLeftBehind } from './left-behind';
import { postgresServer, postgresUrl } from './server';

const LIMIT_MS = 60_000;

// Databases are made and killed here; a busy machine takes its time over it.
jest.setTimeout(480_000);
const password = 'only-of-this-spec';

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let port: number;
  let url: string;
  const stacks: Stack[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'onfile-postgres-'));
    chmodSync(folder, 0o711);
    ({ port } = await choosePorts(['port']));
    url = postgresUrl({ port, password });
  });
  afterEach(async () => {
    await Promise.all(stacks.splice(0).map((stack) => stack.stop()));
    const left = serverOf(join(folder, 'postgres'));
    if (left !== undefined) signal(left, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  const plan = () => postgresServer({ folder: join(folder, 'postgres'), port, password });
  const start = async (): Promise<Stack> => {
    const stack = await guarded(folder, plan);
    stacks.push(stack);
    return stack;
  };
  const connect = async (): Promise<Client> => {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const ask = async (statement: string, values: unknown[] = []): Promise<Record<string, unknown>[]> => {
    const client = await connect();
    try {
      return (await client.query<Record<string, unknown>>(statement, values)).rows;
    } finally {
      await client.end();
    }
  };

  it('keeps its data over a stop and a start, and makes its folder only once', async () => {
    const first = await start();
    await ask('create table kept (n int); insert into kept values (7)');
    const madeAt = statSync(join(folder, 'postgres', 'PG_VERSION')).mtimeMs;
    await first.stop();
    await start();
    expect(await ask('select n from kept')).toEqual([{ n: 7 }]);
    expect(statSync(join(folder, 'postgres', 'PG_VERSION')).mtimeMs).toBe(madeAt);
    expect(existsSync(join(folder, 'postgres.new'))).toBe(false);
  });

  it('makes the folder anew when the first attempt was broken off', async () => {
    mkdirSync(join(folder, 'postgres.new', 'base'), { recursive: true });
    await start();
    expect(await ask('select current_database() as name')).toEqual([{ name: 'onfile' }]);
  });

  it('lets nobody in without the password, listens on loopback only, and logs no values', async () => {
    await start();
    await expect(new Client({ connectionString: url.replace(password, 'guessed') }).connect()).rejects.toThrow(
      'password authentication failed',
    );
    expect(await ask('show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    await ask('create table people (name text primary key)');
    await ask(`insert into people values ('canary-name')`);
    await expect(ask(`insert into people values ('canary-name')`)).rejects.toThrow('duplicate key');
    const log = (): string => readFileSync(join(folder, 'logs', 'postgres.log'), 'utf8');
    // Another process writes it.
    expect(await waitUntil(() => log().includes('duplicate key'), LIMIT_MS)).toBe(true);
    expect(log()).not.toContain('canary-name');
  });

  it('E1 two servers on one folder: the second is refused', async () => {
    await start();
    const { command, args, uid, gid } = await plan();
    const second = spawnSync(command, args, { uid, gid, cwd: '/', encoding: 'utf8', timeout: LIMIT_MS });
    expect(second.status).not.toBe(0);
    expect(second.stderr).toContain('lock file "postmaster.pid" already exists');
    expect(await ask('select 1 as yes')).toEqual([{ yes: 1 }]);
  });

  it('E2 seven readers beside one writer see no rows of an unfinished batch, nor those of each other', async () => {
    await start();
    await ask('create table batches (batch int, row int)');
    let writing = true;
    const reader = async (number: number): Promise<number> => {
      const client = await connect();
      await client.query('create temp table mine (reader int)');
      await client.query('insert into mine values ($1)', [number]);
      let looks = 0;
      while (writing || looks === 0) {
        const { rows } = await client.query('select batch from batches group by batch having count(*) <> 20');
        expect(rows).toEqual([]);
        expect((await client.query('select reader from mine')).rows).toEqual([{ reader: number }]);
        looks += 1;
      }
      await client.end();
      return looks;
    };
    const writer = async (): Promise<void> => {
      const client = await connect();
      for (let batch = 0; batch < 60; batch += 1) {
        await client.query('begin');
        for (let row = 0; row < 20; row += 1) await client.query('insert into batches values ($1, $2)', [batch, row]);
        await client.query(batch % 3 === 0 ? 'rollback' : 'commit');
      }
      await client.end();
    };
    const [, ...looks] = await Promise.all([
      writer().finally(() => (writing = false)),
      ...[1, 2, 3, 4, 5, 6, 7].map(reader),
    ]);
    expect(looks.every((count) => typeof count === 'number' && count > 0)).toBe(true);
    expect(await ask('select count(*)::int as rows from batches')).toEqual([{ rows: 800 }]);
  });

  it('E3 thirty kills lose nothing that was acknowledged', async () => {
    const stack = await start();
    await ask('create table facts (n int primary key)');
    const acknowledged: number[] = [];
    let kills = 0;
    let over = false;
    const writer = async (): Promise<void> => {
      for (let n = 0; !over;) {
        const client = await connect().catch(() => waitUntil(() => over, 20).then(() => undefined));
        try {
          for (; client && !over; n += 1) {
            await client.query('insert into facts values ($1) on conflict do nothing', [n]);
            acknowledged.push(n);
          }
        } catch {
          n += 1; // it may be there or not; nobody was told that it is
        } finally {
          void client?.end().catch(() => undefined);
        }
      }
    };
    const killer = async (): Promise<void> => {
      while (kills < 30) {
        const before = acknowledged.length;
        const pid = stack.pids['postgres'];
        expect(await waitUntil(() => acknowledged.length >= before + 10, LIMIT_MS, 2)).toBe(true);
        expect(stack.kill('postgres')).toBe(true);
        kills += 1;
        expect(await waitUntil(() => ![undefined, pid].includes(stack.pids['postgres']), LIMIT_MS, 2)).toBe(true);
        await stack.ready();
      }
    };
    await Promise.all([writer(), killer().finally(() => (over = true))]);
    const there = new Set((await ask('select n from facts')).map(({ n }) => n));
    expect(acknowledged.length).toBeGreaterThan(300);
    expect(acknowledged.filter((n) => !there.has(n))).toEqual([]);
  });

  it('E4 runs as the user who starts it, and for root as a user of its own', async () => {
    const user = await databaseUser();
    const stack = await start();
    const owner = execFileSync('ps', ['-o', 'uid=', '-p', String(stack.pids['postgres'])], { encoding: 'utf8' }).trim();
    expect(Number(owner)).toBe(user?.uid ?? process.getuid?.());
    expect(Number(owner)).not.toBe(0);
  });

  it('E4 runs for a user who is not root, as that user', async () => {
    // As root: as somebody else, unless the checkout lies where nobody else may look.
    const somebody =
      process.getuid?.() === 0 && mayEnter({ uid: 65_534, gid: 65_534 }, __filename) ? 65_534 : undefined;
    if (somebody !== undefined) chownSync(folder, somebody, somebody);
    const hook = join(__dirname, '../../../scripts/ts-hook.cjs');
    const program = join(__dirname, '../testing/postgres-command.ts');
    const words = ['--conditions=@onfile/source', '-r', hook, program, folder, String(port)];
    const stack = spawn(process.execPath, words, { uid: somebody, gid: somebody, stdio: 'inherit' });
    try {
      expect(await waitUntil(() => ask('select 1').then(() => true), LIMIT_MS)).toBe(true);
      const pid = serverOf(join(folder, 'postgres')) ?? 0;
      const uid = Number(execFileSync('ps', ['-o', 'uid=', '-p', String(pid)], { encoding: 'utf8' }));
      expect(uid).toBe(somebody ?? (await databaseUser())?.uid ?? process.getuid?.());
    } finally {
      const ended = new Promise((resolve) => stack.once('exit', resolve));
      stack.kill('SIGTERM');
      expect(await ended).toBe(0);
    }
  });

  it('E4 runs in a folder that only its owner may enter', async () => {
    chmodSync(folder, 0o700);
    await start();
    expect(await ask('select 1 as yes')).toEqual([{ yes: 1 }]);
  });

  it('E5 a server left behind by a killed parent is stopped, never doubled', async () => {
    await (await start()).stop();
    const { command, args, uid, gid } = await plan();
    const left = spawn(command, args, { uid, gid, cwd: '/', detached: true, stdio: 'ignore' });
    left.unref();
    expect(await waitUntil(() => ask('select 1').then(() => true), LIMIT_MS)).toBe(true);
    expect(serverOf(join(folder, 'postgres'))).toBe(left.pid);
    const stack = await start();
    expect(await waitUntil(() => !isAlive(left.pid ?? 0), LIMIT_MS)).toBe(true);
    expect(serverOf(join(folder, 'postgres'))).toBe(stack.pids['postgres']);
  });

  it('E5 takes the note of a server that was killed for what it is', async () => {
    const stack = await start();
    await stack.stop();
    expect(await stopLeftBehind(join(folder, 'postgres'))).toBe(false);
  });
});
