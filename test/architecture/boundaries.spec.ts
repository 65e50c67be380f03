import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = join(__dirname, '../..');

/** What is planted: where, the source, and whether the boundary rule lets it pass. */
const PLANTED = {
  'the rules import no adapter': ['libs/domain/src', `export { createEventLog } from '@onfile/event-log';\n`],
  'a workflow imports no adapter': ['workflows/src', `export { smtpMail } from '@onfile/gateways';\n`],
  'no app imports another app': ['apps/api/src', `export { createActivities } from '@onfile/worker';\n`],
  'the event node knows nothing of Onfile': ['libs/event-node/src', `export { money } from '@onfile/domain';\n`],
  'an adapter may import the rules': ['libs/event-log/src', `export { money } from '@onfile/domain';\n`],
  'the rules read no clock and no chance': [
    'libs/domain/src',
    `export const now = (): number => Date.now() + Math.random();\n`,
  ],
} as const;

/**
 * Lints all planted files in one go, as `nx lint` does, and answers the rules that each breaks. The graph of projects is
 * made first: without it the boundary rule only warns and lets everything pass.
 */
async function lintPlanted(): Promise<ReadonlyMap<string, readonly string[]>> {
  const files = Object.entries(PLANTED).map(([what, [room, source]], n) => {
    const path = join(ROOT, room, `planted-${process.pid}-${n}.ts`);
    return { what, path, source };
  });
  const env = { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true' };
  for (const { path, source } of files) writeFileSync(path, source);
  try {
    await run('npx', ['nx', 'show', 'projects'], { cwd: ROOT, env });
    const eslint = join(ROOT, 'node_modules/eslint/bin/eslint.js');
    const args = [eslint, '--format', 'json', ...files.map(({ path }) => path)];
    const { stdout } = await run(process.execPath, args, { cwd: ROOT, env }).catch(
      (failed: { stdout: string }) => failed,
    );
    // Nx says something of its own before the report.
    const reports = JSON.parse(stdout.slice(stdout.indexOf('[{'))) as {
      filePath: string;
      messages: { ruleId: string }[];
    }[];
    return new Map(
      files.map(({ what, path }) => {
        const messages = reports.find(({ filePath }) => filePath === path)?.messages ?? [];
        return [what, messages.map(({ ruleId }) => ruleId)];
      }),
    );
  } finally {
    for (const { path } of files) rmSync(path, { force: true });
  }
}

const BOUNDARY = '@nx/enforce-module-boundaries';

describe('imports point one way only', () => {
  let broken: ReadonlyMap<string, readonly string[]>;
  beforeAll(async () => {
    broken = await lintPlanted();
  }, 120_000);

  it.each([
    'the rules import no adapter',
    'a workflow imports no adapter',
    'no app imports another app',
    'the event node knows nothing of Onfile',
  ])('%s', (what) => expect(broken.get(what)).toContain(BOUNDARY));

  it('an adapter may import the rules, so the rule can tell them apart', () =>
    expect(broken.get('an adapter may import the rules')).not.toContain(BOUNDARY));

  it('the rules read no clock and no chance', () =>
    expect(broken.get('the rules read no clock and no chance')).toEqual(
      expect.arrayContaining(['no-restricted-syntax', 'no-restricted-properties']),
    ));
});
