import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, release, tmpdir, totalmem, type } from 'node:os';
import { join } from 'node:path';

/** What the figures depend on, in one line: processor, memory, system, Node, and how fast the disk syncs. */
export function describeMachine(): string {
  const [cpu] = cpus();
  return [
    `${availableParallelism()} × ${cpu?.model.trim() ?? 'unknown processor'}`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `${type()} ${release()}`,
    `Node ${process.versions.node}`,
    `fdatasync ${Math.round(syncsPerSecond())}/s`,
  ].join(', ');
}

/** Syncs of a 4 KiB append, one after the other, for half a second. */
function syncsPerSecond(): number {
  const folder = mkdtempSync(join(tmpdir(), 'bench-sync-'));
  const file = openSync(join(folder, 'file'), 'w');
  const block = Buffer.alloc(4096);
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < 500) {
    writeSync(file, block);
    fdatasyncSync(file);
    count += 1;
  }
  const perSecond = (count / (performance.now() - start)) * 1000;
  closeSync(file);
  rmSync(folder, { recursive: true });
  return perSecond;
}
