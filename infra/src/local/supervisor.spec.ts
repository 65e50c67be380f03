import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachStack } from './attach-stack';
import { choosePorts } from './ports';
import { isAlive, signal } from './processes';
import { waitUntil } from './readiness';
import { readStackFile, writeStackFile } from './stack-file';
import { type Stack, startWith } from './start-stack';
import { standIn, told } from './testing/stand-in';

const LIMIT_MS = 30_000;

jest.setTimeout(120_000);

describe('the processes of a stack', () => {
  let folder: string;
  let ports: { first: number; second: number };
  const stacks: Stack[] = [];
  const supervisors: ChildProcess[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'onfile-stack-'));
    mkdirSync(join(folder, 'logs'));
    ports = await choosePorts(['first', 'second']);
  });
  afterEach(async () => {
    await Promise.all(stacks.splice(0).map((stack) => stack.stop()));
    for (const { pid } of supervisors.splice(0)) if (pid !== undefined) signal(pid, 'SIGKILL');
    await waitUntil(() => !existsSync(join(folder, 'stack.json')), LIMIT_MS);
    rmSync(folder, { recursive: true, force: true });
  });

  const numbersIn = (name: string): number[] => {
    const file = join(folder, name);
    // It may be there and empty for a moment.
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map(Number) : [];
  };
  const startsOf = (name: string): number[] => numbersIn(`${name}.starts`);
  const everyProcess = (): number[] =>
    ['first.starts', 'first.starts.own', 'second.starts', 'second.starts.own'].flatMap(numbersIn);
  /** A killed process is gone when the system comes to it, which may be after `kill` and after its parent ended. */
  const gone = (pids: readonly number[]): Promise<boolean> => waitUntil(() => !pids.some(isAlive), LIMIT_MS);

  const start = async (news: string[] = []): Promise<Stack> => {
    const plans = [standIn(folder, 'first', ports.first), standIn(folder, 'second', ports.second)];
    const stack = await startWith(folder, { tell: (line) => news.push(line) }, () =>
      Promise.resolve({ plans, ...told }),
    );
    stacks.push(stack);
    return stack;
  };
  const startElsewhere = async (): Promise<ChildProcess> => {
    const flags = ['--conditions=@onfile/source', '-r', join(__dirname, '../../scripts/ts-hook.cjs')];
    const program = join(__dirname, 'testing/stand-in-command.ts');
    const child = spawn(process.execPath, [...flags, program, folder, `${ports.first}`, `${ports.second}`]);
    supervisors.push(child);
    const both = (): boolean =>
      Object.keys(readStackFile(folder)?.pids ?? {}).length === 4 && everyProcess().length === 4;
    expect(await waitUntil(both, LIMIT_MS)).toBe(true);
    return child;
  };

  it('starts them all, tells their ids in stack.json, and stops them with their own children', async () => {
    const stack = await start();
    expect(readStackFile(folder)).toMatchObject({
      pids: { supervisor: process.pid, first: startsOf('first')[0], second: startsOf('second')[0] },
    });
    expect(everyProcess().every(isAlive)).toBe(true);
    await stack.stop();
    expect(await gone(everyProcess())).toBe(true);
    expect(readStackFile(folder)).toBeUndefined();
  });

  it('starts one that dies again, says so, and writes its new id', async () => {
    const news: string[] = [];
    const stack = await start(news);
    const before = stack.pids['first'];
    expect(stack.kill('first')).toBe(true);
    expect(await waitUntil(() => ![undefined, before].includes(stack.pids['first']), LIMIT_MS)).toBe(true);
    await stack.ready('first');
    expect(startsOf('first')).toEqual([before, stack.pids['first']]);
    expect(readStackFile(folder)?.pids['first']).toBe(stack.pids['first']);
    expect(news).toContain('first is gone (SIGKILL); starting it again');
    expect(startsOf('second')).toHaveLength(1);
  });

  it('tries one that can not live more and more rarely', async () => {
    const news: string[] = [];
    const dying = { ...standIn(folder, 'first', ports.first), args: ['-e', 'process.exit(3)'] };
    const starting = startWith(folder, { tell: (line) => news.push(line) }, async () => ({ plans: [dying], ...told }));
    const beginning = Date.now();
    const deaths = (): number => news.filter((line) => line.startsWith('first is gone (exit code 3)')).length;
    expect(await waitUntil(() => deaths() >= 4, LIMIT_MS)).toBe(true);
    expect(Date.now() - beginning).toBeGreaterThan(100 + 200 + 400);
    dying.args = ['-e', `require('http').createServer((_, a) => a.end()).listen(${ports.first}, '127.0.0.1')`];
    stacks.push(await starting);
  });

  it('E1 refuses a second start on the same data with a clear message, and leaves the first alone', async () => {
    const stack = await start();
    await expect(start()).rejects.toThrow(`Onfile already runs on ${folder} (process ${process.pid})`);
    await stack.ready();
    expect(startsOf('first')).toHaveLength(1);
    await stack.stop();
    await (await start()).ready();
  });

  it('ends every process when the supervisor is killed by SIGKILL, and starts again on the same folder', async () => {
    const supervisor = await startElsewhere();
    supervisor.kill('SIGKILL');
    expect(await gone(everyProcess())).toBe(true);
    await (await start()).ready();
    expect(startsOf('first')).toHaveLength(2);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('stops everything on %s and ends with 0', async (name) => {
    const supervisor = await startElsewhere();
    const ended = new Promise((resolve) => supervisor.once('exit', resolve));
    supervisor.kill(name);
    expect(await ended).toBe(0);
    expect(await gone(everyProcess())).toBe(true);
  });

  it('E5 ends what a killed supervisor and its killed guard left behind before it starts anew', async () => {
    const supervisor = await startElsewhere();
    const guard = readStackFile(folder)?.pids['guard'] ?? 0;
    const left = everyProcess();
    supervisor.kill('SIGSTOP');
    process.kill(guard, 'SIGKILL');
    supervisor.kill('SIGKILL');
    expect(left.filter(isAlive)).toEqual(left);
    await (await start()).ready();
    expect(await gone(left)).toBe(true);
  });

  it('starts everything again under a new guard when the guard dies', async () => {
    const stack = await start();
    const before = everyProcess();
    expect(stack.kill('guard')).toBe(true);
    expect(await waitUntil(() => startsOf('first').length === 2 && startsOf('second').length === 2, LIMIT_MS)).toBe(
      true,
    );
    await stack.ready();
    expect(await gone(before)).toBe(true);
  });

  it('leaves no guard behind that was only just starting when everything is stopped', async () => {
    let isStopped: Promise<void> | undefined;
    const tell = (line: string): void => {
      if (line.startsWith('the guard is gone')) setTimeout(() => (isStopped = stack.stop()), 20);
    };
    const plans = [standIn(folder, 'first', ports.first)];
    const stack = await startWith(folder, { tell }, () => Promise.resolve({ plans, ...told }));
    const before = stack.pids['guard'];
    expect(stack.kill('guard')).toBe(true);
    expect(await waitUntil(() => isStopped !== undefined, LIMIT_MS)).toBe(true);
    await isStopped;
    expect(stack.pids['guard']).not.toBe(before);
    expect(isAlive(stack.pids['guard'] ?? 0)).toBe(false);
    expect(await gone(everyProcess())).toBe(true);
    await (await start()).ready();
  });

  it('gives the folder back when it can not note that it took it', async () => {
    mkdirSync(join(folder, 'supervisor.json')); // as where the disk is full
    await expect(start()).rejects.toThrow('EISDIR');
    rmSync(join(folder, 'supervisor.json'), { recursive: true });
    await (await start()).ready();
  });

  it('starts nothing when it was told to stop before it had the folder', async () => {
    const breakOff = new AbortController();
    let asked = 0;
    const starting = startWith(folder, { signal: breakOff.signal }, () => {
      asked += 1;
      return Promise.resolve({ plans: [standIn(folder, 'first', ports.first)], ...told });
    });
    breakOff.abort();
    await expect(starting).rejects.toThrow();
    expect([asked, startsOf('first')]).toEqual([0, []]);
    await (await start()).ready();
  });

  it('is attached to by what stack.json tells only while its own supervisor runs', async () => {
    const stack = await start();
    expect(attachStack(folder)?.pids).toEqual(stack.pids);
    const description = readStackFile(folder);
    await stack.stop();
    // Left by a machine that went down; the number of the supervisor is another process's now.
    if (description)
      writeStackFile(folder, { ...description, pids: { ...description.pids, supervisor: process.ppid } });
    expect(attachStack(folder)).toBeUndefined();
    rmSync(join(folder, 'stack.json'));
  });
});
