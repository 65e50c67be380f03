import { processLogger, runProcess } from '@onfile/process';
import { readSettings } from '@onfile/settings';
import { startProjector } from './projector';

const logger = processLogger('projector');

void runProcess(logger, async (stopping) =>
  startProjector(readSettings(process.env, ['eventLog', 'databaseUrl', 'port']), logger, stopping),
);
