export { startEventNode, type EventNode, type EventNodeOptions } from './start-event-node';
export { UnusableFile } from './log/unusable-file';
export { backupFile, BackupRefused } from './operations/backup';
export { checkFile, type CheckReport } from './operations/check';
export type { NodeLog } from './operations/node-log';
