/** What specs build a worker of their own from; the process itself starts at `main.ts`. */
export { createActivities } from './activities';
export type { ActivityPorts, Leftovers } from './ports';
export { readTemplates, type Letter, type Templates, type TextName } from './templates';
