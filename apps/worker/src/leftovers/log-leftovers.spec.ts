import { asLog, clock, journeyStory, type Ending } from '@onfile/read-models/testing';
import type { Followed, Stretch } from '@onfile/event-log';
import type { Checkpoints } from '../progress/checkpoints';
import { logLeftovers } from './log-leftovers';

const LATER = '2030-01-01T00:00:00.000Z';

/** A log of journeys that ended as told, in order; counts what is read of it. */
function logOf(endings: readonly Ending[]) {
  const at = clock(() => 0.5);
  const events = asLog(
    endings.flatMap((ending, n) => journeyStory(`acc${n}`, `j${n}`, ending, at)),
  ) as unknown as Followed[];
  const read: number[] = [];
  const after = (from: string, prefixes: readonly string[] = []) =>
    events.filter((it) => BigInt(it.position) > BigInt(from) && prefixes.some((start) => it.stream.startsWith(start)));
  return {
    events,
    read,
    endPosition: () => Promise.resolve(events.at(-1)?.position ?? '0'),
    readUpTo: async ({ from, prefixes, onBatch }: Stretch) => {
      const due = after(from, prefixes);
      read.push(due.length);
      for (let n = 0; n < due.length; n += 7) await onBatch(due.slice(n, n + 7));
    },
  };
}

function memoryCheckpoints(): Checkpoints & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    read: (name) => Promise.resolve(kept.get(name) ?? '0'),
    write: (name, position) => Promise.resolve(void kept.set(name, position)),
  };
}

describe('R25 what was left behind, by the log alone', () => {
  it('finds open journeys, and those whose hold has not gone back; no other', async () => {
    const log = logOf(['succeeded', 'open', 'declined', 'release-late', 'unknown-then-nothing', 'abandoned']);
    const leftovers = logLeftovers(log, memoryCheckpoints());
    expect(await leftovers.journeys(LATER, undefined, 10)).toStrictEqual(['j1', 'j3']);
  });

  it('leaves alone what began less than a day ago', async () => {
    const log = logOf(['open']);
    const leftovers = logLeftovers(log, memoryCheckpoints());
    expect(await leftovers.journeys('2024-05-01T12:00:00.000Z', undefined, 10)).toStrictEqual([]);
  });

  it('answers page by page, and reads the log once for all pages of a sweep', async () => {
    const log = logOf(['open', 'open', 'open']);
    const leftovers = logLeftovers(log, memoryCheckpoints());
    expect(await leftovers.journeys(LATER, undefined, 2)).toStrictEqual(['j0', 'j1']);
    expect(await leftovers.journeys(LATER, 'j1', 2)).toStrictEqual(['j2']);
    expect(log.read).toHaveLength(1);
  });

  it('begins the next night at the oldest journey that was not done, and finds it again', async () => {
    const log = logOf(['succeeded', 'succeeded', 'open', 'succeeded']);
    const checkpoints = memoryCheckpoints();
    await logLeftovers(log, checkpoints).journeys(LATER, undefined, 10);
    const first = log.events.find(({ stream }) => stream === 'cardAddition-j2');
    expect(BigInt(checkpoints.kept.get('journeys-done') ?? '0')).toBeLessThan(BigInt(first?.position ?? '0'));
    expect(await logLeftovers(log, checkpoints).journeys(LATER, undefined, 10)).toStrictEqual(['j2']);
    expect(log.read[1]).toBeLessThan(log.read[0] ?? 0);
  });

  it('a fact that can not be read does not make a journey look done', async () => {
    const log = logOf(['succeeded']);
    const at = log.events.findIndex(({ type }) => type === 'HoldVoided');
    log.events[at] = { ...log.events[at]!, fact: undefined, unreadable: 'broken' };
    expect(await logLeftovers(log, memoryCheckpoints()).journeys(LATER, undefined, 10)).toStrictEqual(['j0']);
  });

  it('tries anew after the log was away', async () => {
    const log = logOf(['open']);
    let isAway = true;
    const leftovers = logLeftovers(
      { ...log, readUpTo: (stretch) => (isAway ? Promise.reject(new Error('away')) : log.readUpTo(stretch)) },
      memoryCheckpoints(),
    );
    await expect(leftovers.journeys(LATER, undefined, 10)).rejects.toThrow('away');
    isAway = false;
    expect(await leftovers.journeys(LATER, undefined, 10)).toStrictEqual(['j0']);
  });
});
