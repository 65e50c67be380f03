import { mkdirSync } from 'node:fs';
import type { ChildPlan } from '../child-plan';
import { type Stack, startWith } from '../start-stack';
import { told } from './stand-in';

/** A stack of one process of its own making, for specs of that process. */
export async function guarded(folder: string, plan: () => Promise<ChildPlan>): Promise<Stack> {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  return startWith(folder, {}, async () => ({ plans: [await plan()], ...told }));
}
