import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';
import { say } from './say.mjs';

/** How Node is started for a TypeScript file run from the sources. */
export const typescriptFlags = ['--conditions=@onfile/source', '-r', join(root, 'infra', 'scripts', 'ts-hook.cjs')];

/**
 * Runs `<folder>/<name>/<file>` for every name given, or for all there are, one after the other. Words that start with
 * `-` go to each run, `nodeFlags` to its Node. Exits with 1 when any of them failed, so that the others still get their turn.
 */
export const runByName = (folder, file, nodeFlags = []) => {
  ensureInstalled();
  const words = process.argv.slice(2);
  const flags = words.filter((word) => word.startsWith('-'));
  const all = readdirSync(join(root, folder)).filter((name) => existsSync(join(root, folder, name, file)));
  const asked = words.filter((word) => !word.startsWith('-'));
  const unknown = asked.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    say(`${folder} has no ${unknown.join(', ')}; there is ${all.join(', ')}`);
    process.exit(2);
  }
  const failed = (asked.length > 0 ? asked : all).filter((name) => {
    say(`${folder}/${name}`);
    const script = join(root, folder, name, file);
    return (
      spawnSync(process.execPath, [...nodeFlags, ...typescriptFlags, script, ...flags], { cwd: root, stdio: 'inherit' })
        .status !== 0
    );
  });
  if (failed.length > 0) say(`failed: ${failed.join(', ')}`);
  process.exit(failed.length > 0 ? 1 : 0);
};
