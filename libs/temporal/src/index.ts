export { connectTemporal, type TemporalOptions } from './connect-temporal';
export { dataConverter, failureConverterPath } from './data-converter';
export { payloadCodec, type PayloadKeys } from './payload-codec';
export { PayloadRefused, type PayloadRefusal } from './payload-refused';
export { ensureSearchAttributes, searchAttributes } from './search-attributes';
export { sharedModules } from './shared-modules';
export { taskQueues } from './task-queues';
export { untilReachable, type Waiting } from './until-reachable';
