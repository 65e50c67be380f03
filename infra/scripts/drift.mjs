import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './install.mjs';

/** Every committed file that a program writes: how to write it again, and where it is. */
const GENERATED = [
  { what: 'OpenAPI', workspace: '@onfile/api', script: 'openapi', at: ['apps/api/openapi.json'] },
  {
    what: 'client',
    workspace: '@onfile/api-client',
    script: 'generate',
    at: ['libs/api-client/src/schema.generated.ts'],
  },
  {
    what: 'shapes of facts',
    workspace: '@onfile/event-log',
    script: 'generate',
    at: ['libs/event-log/facts.json', 'libs/event-log/samples'],
  },
];

/**
 * Writes every generated file again, and answers the names of those that came out different from what was there. The new
 * ones stay, to be looked at and committed.
 */
export function drifted() {
  return GENERATED.filter(({ workspace, script, at }) => {
    const before = contentOf(at);
    run('npm', ['run', '--silent', script, '-w', workspace]);
    return contentOf(at) !== before;
  }).map(({ what, at }) => `${what} (${at.join(', ')})`);
}

const contentOf = (paths) =>
  JSON.stringify(paths.flatMap((path) => filesIn(join(root, path)).map((file) => [file, readFileSync(file, 'utf8')])));

const filesIn = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => filesIn(join(path, name)))
    : [path];
