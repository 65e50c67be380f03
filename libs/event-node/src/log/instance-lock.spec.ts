import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockInstance } from './instance-lock';

const folder = mkdtempSync(join(tmpdir(), 'event-node-lock-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('one node a file', () => {
  it('refuses a second one in the same process, by the process that has it', () => {
    const file = join(folder, 'same.db');
    const lock = lockInstance(file);
    expect(() => lockInstance(file)).toThrow(`process ${process.pid} serves it`);
    lock.release();
    lockInstance(file).release();
  });

  it('refuses a second process, and takes over from one that was killed', () => {
    const file = join(folder, 'other.db');
    const sqlite = JSON.stringify(require.resolve('better-sqlite3'));
    const holder = (then: string): string => `
      const lock = new (require(${sqlite}))(${JSON.stringify(`${file}.lock`)}, { timeout: 0 });
      lock.pragma('locking_mode = EXCLUSIVE');
      lock.pragma('user_version = ' + process.pid);
      ${then}`;
    const lock = lockInstance(file);
    const second = spawnSync(process.execPath, ['-e', holder('')], { encoding: 'utf8' });
    expect(second.stderr).toContain('database is locked');
    lock.release();
    const killed = spawnSync(process.execPath, ['-e', holder("process.kill(process.pid, 'SIGKILL')")]);
    expect(killed.signal).toBe('SIGKILL');
    lockInstance(file).release();
  });

  it('says that the folder is missing', () => {
    expect(() => lockInstance(join(folder, 'no', 'log.db'))).toThrow('there is no folder');
  });
});
