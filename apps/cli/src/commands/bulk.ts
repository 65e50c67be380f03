import { OnfileProblem, type components } from '@onfile/api-client';
import { SingleBar } from 'cli-progress';
import { createHash } from 'node:crypto';
import type { Call } from '../context';

/** What each of them answers: done, or asked for. */
export type Done = Pick<components['schemas']['DoneActDto'], 'did' | 'entry'>;

/** An act on many journeys. The same batch asks under the same keys: what was done is not done again. */
export interface Bulk {
  readonly name: string;
  readonly batch: string;
  readonly ids: readonly string[];
}

/** How one of them came out. */
interface Outcome {
  readonly journeyId: string;
  readonly did?: string;
  readonly entry?: Done['entry'];
  readonly problem?: string;
}

/** The same batch, act and journey are the same request. */
export const keyOf = ({ batch, name }: Pick<Bulk, 'batch' | 'name'>, journeyId: string): string =>
  createHash('sha256')
    .update(JSON.stringify([batch, name, journeyId]))
    .digest('base64url')
    .slice(0, 40);

/** How an act is asked for: of one journey, and of some at once where the api can. */
export interface Asking {
  one(journeyId: string, key: string): Promise<Done>;
  some?(journeys: readonly KeyedJourney[]): Promise<readonly SomeOutcome[]>;
}

/** A journey, and the key that makes a repeat the same request. */
export interface KeyedJourney {
  readonly journeyId: string;
  readonly key: string;
}

/** How one of some came out, as the api tells it. */
export type SomeOutcome = components['schemas']['ManyOutcomesDto']['entries'][number];

/** Journeys in one request, and requests at once: each waits for the log and for its workflow. */
const TOGETHER = 50;
const REQUESTS = 2;
/** Where each is asked for alone. */
const AT_ONCE = 16;

/** More are not kept for the answer of a very long list: memory stays the same. */
const MOST_TOLD = 1_000;

/**
 * Acts on journeys, some at once; says how many failed. Interrupted, it lets those under way end, and says what was done
 * and how to go on; a part that is away ends it in the same way.
 */
export async function actOnMany(call: Call, bulk: Bulk, asking: Asking): Promise<number> {
  const { output } = call;
  const bar = new SingleBar({ format: `${bulk.name} {bar} {value}/{total}, {eta} s left`, stream: process.stderr });
  const withBar = output.isTerminal && bulk.ids.length > 1;
  const told = new Map<number, Outcome>();
  const chunks = chunksOf(bulk, asking);
  let done = 0;
  let failed = 0;
  let stopped = false;
  const lane = async (): Promise<void> => {
    for (let chunk = chunks.ask.shift(); chunk && !stopped; chunk = chunks.ask.shift()) {
      for (const [n, outcome] of (await chunk.outcomes()).entries()) {
        done += 1;
        if (outcome.problem !== undefined) failed += 1;
        if (told.size < MOST_TOLD || outcome.problem !== undefined) told.set(chunk.first + n, outcome);
      }
      if (withBar) bar.update(done);
    }
  };
  const stop = (): void => void (stopped = true);
  process.once('SIGINT', stop);
  if (withBar) bar.start(bulk.ids.length, 0);
  try {
    await allOf(Array.from({ length: chunks.atOnce }, lane), stop);
  } catch (error) {
    output.err(`Ended after ${done} of ${bulk.ids.length}. Go on by the same command with --batch ${bulk.batch}`);
    throw error;
  } finally {
    if (withBar) bar.stop();
    process.off('SIGINT', stop);
  }
  if (stopped) {
    output.err(`Stopped after ${done} of ${bulk.ids.length}. Go on with --batch ${bulk.batch}`);
    call.notWell(); // a script must not take it for done
  }
  const answer = { act: bulk.name, batch: bulk.batch, done: done - failed, failed, left: bulk.ids.length - done };
  const journeys = [...told].sort(([a], [b]) => a - b).map(([, outcome]) => outcome);
  call.show({ ...answer, journeys }, () => [...journeys.map(line), summary(answer)].join('\n'));
  return failed;
}

/** Some of the journeys: the place of their first, and the asking for them. */
interface Chunk {
  readonly first: number;
  outcomes(): Promise<readonly Outcome[]>;
}

/** The work in chunks, in order, and how many of them are asked for at once. */
function chunksOf(bulk: Bulk, { one, some }: Asking): { ask: Chunk[]; atOnce: number } {
  const keyed = bulk.ids.map((journeyId) => ({ journeyId, key: keyOf(bulk, journeyId) }));
  if (some === undefined || keyed.length === 1) {
    const alone = async ({ journeyId, key }: KeyedJourney) => [await outcomeOf(journeyId, () => one(journeyId, key))];
    return { ask: keyed.map((journey, first) => ({ first, outcomes: () => alone(journey) })), atOnce: AT_ONCE };
  }
  const ask: Chunk[] = [];
  for (let first = 0; first < keyed.length; first += TOGETHER) {
    const journeys = keyed.slice(first, first + TOGETHER);
    ask.push({ first, outcomes: async () => (await some(journeys)).map(outcomeAmongSome) });
  }
  return { ask, atOnce: REQUESTS };
}

function outcomeAmongSome({ journeyId, did, entry, code, detail, steps }: SomeOutcome): Outcome {
  if (code === undefined) return { journeyId, did, entry };
  return { journeyId, problem: problemOf(code, detail ?? '', steps) };
}

const problemOf = (code: string, detail: string, steps: readonly string[] | undefined): string =>
  `${code}: ${detail}${steps ? ` Steps: ${steps.join(', ')}.` : ''}`;

/** Waits for all of them, also after the first that fails: it then stops the others. @throws what the first one threw */
async function allOf(running: readonly Promise<void>[], stop: () => void): Promise<void> {
  for (const one of running) one.catch(stop);
  const failure = (await Promise.allSettled(running)).find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') throw failure.reason;
}

/** A refusal is about this one alone; that nothing can be reached is about all of them. */
async function outcomeOf(journeyId: string, act: () => Promise<Done>): Promise<Outcome> {
  try {
    const { did, entry } = await act();
    return { journeyId, did, entry };
  } catch (error) {
    if (!(error instanceof OnfileProblem) || error.status >= 500 || error.status === 401 || error.status === 403) {
      throw error;
    }
    const { steps } = error.body as { steps?: readonly string[] };
    return { journeyId, problem: problemOf(error.code, error.body.detail, steps) };
  }
}

const line = ({ journeyId, did, entry, problem }: Outcome): string =>
  problem === undefined
    ? `${journeyId}: ${did} (operator log ${entry?.month}/${entry?.no})`
    : `${journeyId}: ${problem}`;

const summary = ({ done, failed, left }: { done: number; failed: number; left: number }): string =>
  `${done} done, ${failed} refused${left > 0 ? `, ${left} left` : ''}.`;
