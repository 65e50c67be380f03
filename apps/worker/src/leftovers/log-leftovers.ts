import {
  evolveJourney,
  evolveValidityChange,
  holdToRelease,
  initialJourney,
  initialValidityChange,
  type Proof,
} from '@onfile/domain';
import type { EventLog, Followed } from '@onfile/event-log';
import type { Leftovers } from '../ports';
import type { Checkpoints } from '../progress/checkpoints';

/** A process that proves a card: journeys, and changes of validity. */
type Process = Proof & { readonly startedAt?: string };

/** How one kind of process is found in the log. */
interface Kind {
  readonly prefix: string;
  /** Everything before this place of the log is about processes that are done. */
  readonly mark: string;
  readonly initial: Process;
  readonly evolve: (process: never, fact: never) => Process;
}

const JOURNEYS: Kind = {
  prefix: 'cardAddition-',
  mark: 'journeys-done',
  initial: initialJourney,
  evolve: evolveJourney,
};

const CHANGES: Kind = {
  prefix: 'cardValidityChange-',
  mark: 'validity-changes-done',
  initial: initialValidityChange,
  evolve: evolveValidityChange,
};

/** A process that is not done, and the place in the log right before its first fact. */
interface Unfinished {
  readonly process: Process;
  readonly from: string;
}

type Log = Pick<EventLog, 'readUpTo' | 'endPosition'>;

/**
 * R25: finds what was left undone from the log alone: neither a read model nor Temporal is asked, since either may be
 * what has failed. Each search begins at the oldest process that was not done the last time.
 */
export function logLeftovers(log: Log, checkpoints: Checkpoints): Leftovers {
  return {
    journeys: pages(log, checkpoints, JOURNEYS),
    changes: pages(log, checkpoints, CHANGES),
  };
}

function pages(log: Log, checkpoints: Checkpoints, kind: Kind): Leftovers['journeys'] {
  // The pages of one sweep ask for the same `before`: the log is searched once for all of them.
  let newest: { before: string; search: Promise<readonly string[]> } | undefined;
  const searchOnce = (before: string): Promise<readonly string[]> => {
    if (newest?.before === before) return newest.search;
    const search = searched(log, checkpoints, kind, before);
    newest = { before, search };
    search.catch(() => (newest = undefined)); // the next page tries anew
    return search;
  };
  return async (before, after, limit) => {
    const found = await searchOnce(before);
    return found.filter((id) => after === undefined || id > after).slice(0, limit);
  };
}

async function searched(log: Log, checkpoints: Checkpoints, kind: Kind, before: string): Promise<readonly string[]> {
  const unfinished = new Map<string, Unfinished>();
  let reached = await checkpoints.read(kind.mark);
  await log.readUpTo({
    from: reached,
    to: await log.endPosition(),
    prefixes: [kind.prefix],
    onBatch: (batch) => {
      for (const event of batch) {
        note(kind, unfinished, event, reached);
        reached = event.position;
      }
    },
  });
  const [oldest] = unfinished.values(); // in the order of their first facts
  await checkpoints.write(kind.mark, oldest?.from ?? reached);
  return [...unfinished].flatMap(([id, { process }]) => (isDue(process, before) ? [id] : [])).sort();
}

function note(
  { prefix, initial, evolve }: Kind,
  unfinished: Map<string, Unfinished>,
  { stream, fact }: Followed,
  from: string,
): void {
  const id = stream.slice(prefix.length);
  const known = unfinished.get(id) ?? { process: initial, from };
  // A fact that can not be read leaves the process as it was, so that it is looked at rather than taken for done.
  const process = fact ? evolve(known.process as never, fact as never) : known.process;
  if (isDone(process)) unfinished.delete(id);
  else unfinished.set(id, { ...known, process });
}

const isDone = (process: Process): boolean =>
  process.status === 'none' || (process.status !== 'open' && holdToRelease(process) === undefined);

const isDue = ({ startedAt }: Process, before: string): boolean => startedAt !== undefined && startedAt < before;
