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

/** So many are asked for at once: each waits for the log and for its workflow, one after the other would take minutes. */
const AT_ONCE = 16;

/** More are not kept for the answer of a very long list: memory stays the same. */
const MOST_TOLD = 1_000;

/**
 * Acts on journeys, some at once; says how many failed. Interrupted, it lets those under way end, and says what was done
 * and how to go on; a part that is away ends it in the same way.
 */
export async function actOnMany(
  call: Call,
  bulk: Bulk,
  act: (journeyId: string, key: string) => Promise<Done>,
): Promise<number> {
  const { output } = call;
  const bar = new SingleBar({ format: `${bulk.name} {bar} {value}/{total}, {eta} s left`, stream: process.stderr });
  const withBar = output.isTerminal && bulk.ids.length > 1;
  const told = new Map<number, Outcome>();
  let next = 0;
  let done = 0;
  let failed = 0;
  let stopped = false;
  const one = async (): Promise<void> => {
    while (!stopped && next < bulk.ids.length) {
      const place = next++;
      const journeyId = bulk.ids[place]!;
      const outcome = await outcomeOf(journeyId, () => act(journeyId, keyOf(bulk, journeyId)));
      done += 1;
      if (outcome.problem !== undefined) failed += 1;
      if (told.size < MOST_TOLD || outcome.problem !== undefined) told.set(place, outcome);
      if (withBar) bar.update(done);
    }
  };
  const stop = (): void => void (stopped = true);
  process.once('SIGINT', stop);
  if (withBar) bar.start(bulk.ids.length, 0);
  try {
    await allOf(Array.from({ length: Math.min(AT_ONCE, bulk.ids.length) }, one), stop);
  } catch (error) {
    output.err(`Ended after ${done} of ${bulk.ids.length}. Go on by the same command with --batch ${bulk.batch}`);
    throw error;
  } finally {
    if (withBar) bar.stop();
    process.off('SIGINT', stop);
  }
  if (stopped) output.err(`Stopped after ${done} of ${bulk.ids.length}. Go on with --batch ${bulk.batch}`);
  const answer = { act: bulk.name, batch: bulk.batch, done: done - failed, failed, left: bulk.ids.length - done };
  const journeys = [...told].sort(([a], [b]) => a - b).map(([, outcome]) => outcome);
  call.show({ ...answer, journeys }, () => [...journeys.map(line), summary(answer)].join('\n'));
  return failed;
}

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
    return { journeyId, problem: `${error.code}: ${error.body.detail}${steps ? ` Steps: ${steps.join(', ')}.` : ''}` };
  }
}

const line = ({ journeyId, did, entry, problem }: Outcome): string =>
  problem === undefined
    ? `${journeyId}: ${did} (operator log ${entry?.month}/${entry?.no})`
    : `${journeyId}: ${problem}`;

const summary = ({ done, failed, left }: { done: number; failed: number; left: number }): string =>
  `${done} done, ${failed} refused${left > 0 ? `, ${left} left` : ''}.`;
