import { asLog, clock, journeyStory } from '@onfile/read-models/testing';
import type { Followed, FollowRequest } from '@onfile/event-log';
import { type Reaction, reactionsTo } from './reactions';
import { type ReactorParts, runReactor } from './reactor';

const at = clock(() => 0.5);
const followed = (endings: Parameters<typeof journeyStory>[2][]): Followed[] =>
  asLog(endings.flatMap((ending, n) => journeyStory('acc', `j${n}`, ending, at))).map(
    (event, n) => ({ ...event, id: `e${n}` }) as unknown as Followed,
  );

/** Other reactions to the same facts have specs of their own. */
const isNotice = ({ workflowId }: Reaction): boolean => workflowId.startsWith('notice/');

/** A reactor over events, with its books in memory. `react` may throw. */
function reactorOver(events: Followed[], react: (reaction: Reaction) => Promise<void>) {
  const books = { position: '0', aside: new Map<string, { stream: string; revision: number }>(), unreadable: 0 };
  const parts: ReactorParts = {
    log: {
      follow: async ({ from, onBatch }: FollowRequest) => {
        const due = events.filter(({ position }) => BigInt(position) > BigInt(from));
        for (let n = 0; n < due.length; n += 5) await onBatch(due.slice(n, n + 5));
      },
      readRaw: (stream, revision) =>
        Promise.resolve(events.filter((it) => it.stream === stream && it.revision >= revision)),
    },
    checkpoints: {
      read: () => Promise.resolve(books.position),
      write: (_name, position) => Promise.resolve(void (books.position = position)),
    },
    putAside: {
      add: (event) => Promise.resolve(void books.aside.set(`${event.stream}@${event.revision}`, event)),
      all: () => Promise.resolve([...books.aside.values()]),
      remove: ({ stream, revision }) => Promise.resolve(void books.aside.delete(`${stream}@${revision}`)),
    },
    react,
    onDone: () => undefined,
    onUnreadable: () => void (books.unreadable += 1),
    signal: new AbortController().signal,
  };
  return { books, run: () => runReactor(parts) };
}

describe('reactions', () => {
  it('tell the customer of each ending, under ids made of the event’s id; most facts need none', () => {
    const events = followed(['succeeded', 'declined', 'abandoned']);
    const wanted = events.flatMap((event) =>
      reactionsTo(event)
        .filter(isNotice)
        .map((it) => [event.type, it] as const),
    );
    expect(wanted.map(([type, { workflowId }]) => [type, workflowId.startsWith('notice/e')])).toStrictEqual([
      ['CardAdditionSucceeded', true],
      ['PostpaymentGranted', true],
      ['CardAdditionFailed', true],
    ]);
    expect(wanted.map(([, { args }]) => (args[0] as { journeyId: string }).journeyId)).toStrictEqual([
      'j0',
      'j0',
      'j1',
    ]);
    expect(new Set(wanted.map(([, { workflowId }]) => workflowId)).size).toBe(3);
  });
});

describe('the reactor', () => {
  it('moves its checkpoint only when all of a batch is done, and does the batch again after a failure', async () => {
    const events = followed(['succeeded', 'declined']);
    const done: string[] = [];
    let isAway = true;
    const { books, run } = reactorOver(events, (reaction) => {
      if (isAway && reaction.workflowId === `notice/${events.find(({ type }) => type === 'CardAdditionFailed')?.id}`) {
        return Promise.reject(new Error('Temporal is away'));
      }
      if (isNotice(reaction)) done.push(reaction.workflowId);
      return Promise.resolve();
    });
    await expect(run()).rejects.toThrow('away');
    expect(BigInt(books.position)).toBeLessThan(BigInt(events.at(-1)!.position));
    isAway = false;
    await run();
    expect(books.position).toBe(events.at(-1)!.position);
    expect(new Set(done).size).toBe(3);
  });

  it('Q13 puts aside what it can not read, goes on, and reacts once a build can read it', async () => {
    const events = followed(['succeeded']);
    const n = events.findIndex(({ type }) => type === 'CardAdditionSucceeded');
    const readable = events[n]!;
    events[n] = { ...readable, fact: undefined, unreadable: 'newer than this build' };
    const done: string[] = [];
    const { books, run } = reactorOver(events, (reaction) => {
      if (isNotice(reaction)) done.push(reaction.workflowId);
      return Promise.resolve();
    });
    await run();
    expect(done).toHaveLength(1); // of PostpaymentGranted, behind it
    expect([...books.aside.keys()]).toStrictEqual([`${readable.stream}@${readable.revision}`]);
    await run();
    expect(books.aside.size).toBe(1);
    events[n] = readable;
    await run();
    expect(done).toContain(`notice/${readable.id}`);
    expect(books.aside.size).toBe(0);
    expect(books.unreadable).toBe(1);
  });
});
