import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from './folder-lock';

/** Takes the lock, forces the garbage collector, and says whether it got it. */
const HOLDER = `
  const got = require(process.argv[2]).lockFolder(process.argv[3]);
  setTimeout(() => { global.gc(); global.gc(); setTimeout(() => { global.gc(); console.log(got); }, 50); }, 50);
  setInterval(() => undefined, 1000);
`;

describe('the lock of a data folder', () => {
  it('E1 is held by one process until that is gone, and is free as soon as it is killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'onfile-lock-'));
    const hook = join(__dirname, '../../../scripts/ts-hook.cjs');
    const flags = ['--expose-gc', '--conditions=@onfile/source', '-r', hook];
    const holder = spawn(process.execPath, [...flags, '-e', HOLDER, 'x', join(__dirname, 'folder-lock.ts'), folder]);
    try {
      const [said] = (await once(holder.stdout, 'data')) as [Buffer];
      expect(said.toString().trim()).toBe('true');
      expect(lockFolder(folder)).toBe(false);
      holder.kill('SIGKILL');
      await once(holder, 'exit');
      expect(lockFolder(folder)).toBe(true);
    } finally {
      holder.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
