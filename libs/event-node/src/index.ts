export { startEventNode, type EventNode, type EventNodeOptions } from './start-event-node';
export { UnusableFile } from './log/unusable-file';
