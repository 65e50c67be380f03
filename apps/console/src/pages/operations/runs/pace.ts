import { serverNow } from '../../../api/latest';
import type { OneRun } from '../queries';

/** How fast a run is or was; `secondsLeft` while it is under way, as soon as there is something to reckon from. */
export interface Pace {
  readonly perSecond: number;
  readonly secondsLeft?: number;
}

/** The pace of a run, reckoned from what it has done from its begin to its end, or to now. None while it is paused. */
export function paceOf(
  { status, startedAt, finishedAt, counts, partitions, partitionsDone }: OneRun,
  now: number = serverNow(),
): Pace | undefined {
  if (status === 'paused' || startedAt === null || counts.accounts === 0) return undefined;
  const until = finishedAt === null ? now : Date.parse(finishedAt);
  const seconds = Math.max(1, (until - Date.parse(startedAt)) / 1_000);
  const part = partitions > 0 ? partitionsDone / partitions : 0;
  const isReckoned = status === 'running' && part > 0;
  return {
    perSecond: counts.accounts / seconds,
    ...(isReckoned && { secondsLeft: Math.ceil((seconds * (1 - part)) / part) }),
  };
}
