/** What every background process does: log, tell its health and figures, stop when told. */
export { processLogger } from './logger';
export { serveOperations, type Operations, type Readiness } from './serve-operations';
export { runProcess, type RunningProcess } from './run-process';
export { answersInTime } from './answers-in-time';
export { wordsOf } from './words-of';
export type { Logger } from 'pino';
