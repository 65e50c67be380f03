import type { VelocityLimit } from './port';

/** What one limit looks back on: whether this very request was counted before, and when takes happened (epoch ms, rising). */
export interface Window {
  readonly repeated: boolean;
  readonly takenAt: readonly number[];
}

/** When the limit has room again, as an ISO instant; `undefined` while it has. A repeat always has room. */
export function retryAtOf(limit: VelocityLimit, window: Window, at: string): string | undefined {
  if (window.repeated) return undefined;
  const inWindow = window.takenAt.filter((taken) => taken > Date.parse(at) - limit.windowMs);
  if (inWindow.length < limit.atMost) return undefined;
  const freed = inWindow[inWindow.length - limit.atMost];
  return new Date((freed ?? Date.parse(at)) + limit.windowMs).toISOString();
}
