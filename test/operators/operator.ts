import { execFile } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const MAIN = join(ROOT, 'apps/cli/src/main.ts');
const FLAGS = ['--conditions=@onfile/source', '-r', join(ROOT, 'infra/scripts/ts-hook.cjs')];

/** What one command of `onfile` came to. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** An operator at a terminal: runs `onfile` against an api, as a script would. */
export function onfileAt(url: string, ...words: string[]): Promise<Ran> {
  const env = { ...process.env, ONFILE_URL: url, ONFILE_TOKEN: undefined };
  return new Promise((ran) => {
    const child = execFile(process.execPath, [...FLAGS, MAIN, ...words], { env }, (_error, out, err) => {
      ran({ code: child.exitCode ?? -1, out: out.trimEnd(), err: err.trimEnd() });
    });
  });
}
