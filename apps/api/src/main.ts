import 'reflect-metadata';
import { processLogger, runProcess } from '@onfile/process';
import { readSettings } from '@onfile/settings';
import { startApi } from './start-api';
import { SETTINGS_GROUPS } from './wiring/wire';

const logger = processLogger('api');

void runProcess(logger, (stopping) => startApi(readSettings(process.env, SETTINGS_GROUPS), logger, stopping));
