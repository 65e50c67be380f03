/** What specs build a worker of their own from; the process itself starts at `main.ts`. */
export { createActivities } from './activities';
export { startWorker, type RunningWorker } from './worker';
export type { WorkerSettings } from './wiring';
export type { ActivityPorts, Leftovers } from './ports';
export { readTemplates, type Letter, type Templates, type TextName } from './templates';
export { advance, type Advanced } from './activities/bills/advance';
export { openDesk, type Desk } from './activities/bills/desk';
export { createBillingActivities } from './activities/bills';
export { finderOver } from './billing/wire-billing';
export type { BillFinder, BillingPorts, BillPorts, RunShape } from './activities/bills/ports';
