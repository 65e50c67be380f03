import { processLogger, runProcess } from '@onfile/process';
import { readSettings } from '@onfile/settings';
import { bundlePath } from './temporal/bundle-path';
import { installSdkRuntime } from './temporal/sdk-runtime';
import { startWorker } from './worker';

const logger = processLogger('worker');
installSdkRuntime(logger);

void runProcess(logger, async (stopping) => {
  const settings = readSettings(process.env, [
    ...(['eventLog', 'temporal', 'databaseUrl', 'cardNetwork', 'mail', 'helpDesk', 'sms'] as const),
    ...(['rates', 'publicUrl', 'port', 'billing', 'secrets', 'workflowBundle', 'workerBuildId'] as const),
  ]);
  return startWorker(settings, { codePath: settings.workflowBundle ?? bundlePath }, logger, stopping);
});
