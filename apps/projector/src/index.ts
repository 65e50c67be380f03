/** What specs and benchmarks build a projector of their own from; the process itself starts at `main.ts`. */
export { projectLog, type Projection, type ProjectorListener } from './project-log';
export { startProjector, type ProjectorSettings, type RunningProjector } from './projector';
export { retryPutAside } from './retry-put-aside';
