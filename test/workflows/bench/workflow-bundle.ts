import { sharedModules } from '@onfile/temporal';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleOption } from '@temporalio/worker';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const ENTRY = join(ROOT, 'workflows/src/index.ts');
/** What the bundle is made of: another content is another bundle. */
const SOURCES = ['workflows/src', 'libs/domain/src', 'libs/temporal/src/shared-modules.ts', 'package-lock.json'].map(
  (path) => join(ROOT, path),
);
const CACHE = join(ROOT, 'node_modules/.cache/onfile-workflow-bundle');

let made: Promise<WorkflowBundleOption> | undefined;

/** The workflows as they are in the sources. Made once for all spec files, and kept until the sources change. */
export function workflowBundle(): Promise<WorkflowBundleOption> {
  made ??= cached();
  return made;
}

/** Bundles `entry` as the worker's build does, but from sources. */
export async function bundleOf(entry: string): Promise<{ code: string }> {
  return bundleWorkflowCode({
    workflowsPath: entry,
    preloadModules: [...sharedModules],
    logger: new DefaultLogger('WARN'),
    webpackConfigHook: (config) => ({
      ...config,
      resolve: { ...config.resolve, conditionNames: ['@onfile/source', '...'] },
    }),
  });
}

async function cached(): Promise<WorkflowBundleOption> {
  const codePath = join(CACHE, `${hashOfSources()}.js`);
  if (!existsSync(codePath)) {
    const { code } = await bundleOf(ENTRY);
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(`${codePath}.${process.pid}`, code);
    renameSync(`${codePath}.${process.pid}`, codePath); // whole or not at all, whoever else is at it
  }
  return { codePath };
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap(filesOf).sort()) hash.update(path).update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}

function filesOf(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}
