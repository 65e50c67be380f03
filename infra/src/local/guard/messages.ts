import type { SpawnPlan } from '../child-plan';

/** What the supervisor asks of the guard. */
export type ToGuard =
  | { readonly ask: 'start'; readonly plan: SpawnPlan }
  | { readonly ask: 'stop'; readonly name: string }
  | { readonly ask: 'end' };

/** What the guard tells the supervisor. */
export type FromGuard =
  | { readonly tell: 'ready' }
  /** Another stack runs on the folder, or its guard is still ending its processes. */
  | { readonly tell: 'folder-taken' }
  | { readonly tell: 'started'; readonly name: string; readonly pid: number }
  /** A process is gone, asked for or not; `why` is a signal, an exit code, or the reason why it could not start. */
  | { readonly tell: 'ended'; readonly name: string; readonly pid?: number; readonly why: string };
