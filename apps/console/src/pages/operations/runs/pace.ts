import { serverNow } from '../../../api/latest';
import type { OneRun } from '../queries';

/** How fast a run is; `secondsLeft` as soon as there is something to reckon from. */
export interface Pace {
  readonly perSecond: number;
  readonly secondsLeft?: number;
}

/** The pace of a run that is under way, reckoned from what it has done since it began. */
export function paceOf(
  { status, startedAt, counts, partitions, partitionsDone }: OneRun,
  now: number = serverNow(),
): Pace | undefined {
  if (status !== 'running' || startedAt === null || counts.accounts === 0) return undefined;
  const seconds = Math.max(1, (now - Date.parse(startedAt)) / 1_000);
  const part = partitions > 0 ? partitionsDone / partitions : 0;
  return {
    perSecond: counts.accounts / seconds,
    ...(part > 0 && { secondsLeft: Math.ceil((seconds * (1 - part)) / part) }),
  };
}
