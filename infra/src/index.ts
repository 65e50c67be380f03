export { attachStack } from './local/attach-stack';
export { FolderInUse } from './local/folder-in-use';
export { startStack, type Stack, type StackWish } from './local/start-stack';
export { keysOf } from './local/keys';
export { choosePorts } from './local/ports';
export { temporalServer, type TemporalPlace } from './local/temporal/server';
export { workerFlags } from './local/worker-flags';
export { chromiumFlags, chromiumPath } from './browser/chromium';
export { temporalCliPath, temporalTestServerPath } from './local/temporal/programs';
