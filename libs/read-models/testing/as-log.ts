import type { FollowedEvent } from '../src';
import type { Told } from './told';

/** Facts as the log would give them to the projector: with revisions dense by stream, and positions that only grow. */
export function asLog(told: readonly Told[], firstPosition = 1): FollowedEvent[] {
  const revisions = new Map<string, number>();
  return told.map(({ stream, fact }, index) => {
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    return { stream, revision, position: String(firstPosition + index), type: fact.type, fact };
  });
}

/** Reads from such a log as a retry does. */
export function streamOf(log: readonly FollowedEvent[]) {
  return (stream: string, fromRevision: number): Promise<FollowedEvent[]> =>
    Promise.resolve(log.filter((event) => event.stream === stream && event.revision >= fromRevision));
}
