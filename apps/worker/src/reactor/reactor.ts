import type { EventLog, Followed } from '@onfile/event-log';
import type { Checkpoints } from '../progress/checkpoints';
import type { PutAside } from '../progress/put-aside';
import { type Reaction, reactionsTo } from './reactions';

/** Name of the reactor's checkpoint, and of what it left behind. */
export const REACTOR = 'reactor';
/** Reactions under way at once. */
const AT_ONCE = 16;

/** What a reactor works with. */
export interface ReactorParts {
  readonly log: Pick<EventLog, 'follow' | 'readRaw'>;
  readonly checkpoints: Checkpoints;
  readonly putAside: PutAside;
  /** Does one reaction; a repeat of it must change nothing. */
  readonly react: (reaction: Reaction) => Promise<void>;
  /** Told of every batch that is done with, and of events that could not be read. */
  readonly onDone: (batch: readonly Followed[], reactions: number) => void;
  readonly onUnreadable: (event: Followed) => void;
  readonly signal: AbortSignal;
}

/**
 * Follows the log from its checkpoint and does what follows from each fact. The checkpoint moves when all of a batch is
 * done, so a reaction happens at least once; its id makes it once. An event that can not be read is put aside, for a
 * build that can. Ends when `signal` says stop.
 * @throws what log, database or Temporal throw when they go away: start again
 */
export async function runReactor(parts: ReactorParts): Promise<void> {
  const { log, checkpoints, signal, onDone } = parts;
  await retryPutAside(parts);
  await log.follow({
    from: await checkpoints.read(REACTOR),
    signal,
    onBatch: async (batch) => {
      const reactions = await reactToAll(parts, batch);
      const last = batch.at(-1);
      if (last) await checkpoints.write(REACTOR, last.position);
      onDone(batch, reactions);
    },
  });
}

async function reactToAll(parts: ReactorParts, batch: readonly Followed[]): Promise<number> {
  for (const event of batch) {
    if (event.unreadable === undefined) continue;
    await parts.putAside.add(event, event.unreadable);
    parts.onUnreadable(event);
  }
  const reactions = batch.flatMap(reactionsTo);
  for (let from = 0; from < reactions.length; from += AT_ONCE) {
    await Promise.all(reactions.slice(from, from + AT_ONCE).map(parts.react));
  }
  return reactions.length;
}

/** What an older build left behind, read anew. */
async function retryPutAside({ log, putAside, react }: ReactorParts): Promise<void> {
  for (const aside of await putAside.all()) {
    const [event] = await log.readRaw(aside.stream, aside.revision);
    if (event?.revision !== aside.revision || event.unreadable !== undefined) continue;
    for (const reaction of reactionsTo(event)) await react(reaction);
    await putAside.remove(aside);
  }
}
