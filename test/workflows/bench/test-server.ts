export { temporalTestServerPath as testServerPath } from '@onfile/infra';
