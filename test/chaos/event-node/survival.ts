import { type KurrentDBClient, type ResolvedEvent, StreamNotFoundError } from '@kurrent/kurrentdb-client';
import { send, type SentAppend } from './writers';

/** A promise of the store that did not hold. */
export class PromiseBroken extends Error {
  override readonly name = 'PromiseBroken';
}

/** What a round had to survive. */
export interface Survived {
  readonly acknowledged: number;
  /** Appends without an answer: written before the crash, and not. */
  readonly unansweredWritten: number;
  readonly unansweredLost: number;
}

/**
 * Checks what must hold after a crash: every acknowledged append is there as answered; an unanswered one is there whole
 * or not at all, and sent again ends as exactly one; revisions are dense and positions increase.
 * @throws {PromiseBroken} for the first that does not hold.
 */
export async function checkSurvival(client: KurrentDBClient, sent: readonly SentAppend[]): Promise<Survived> {
  const before = await readAll(client, sent);
  const acknowledged = sent.filter(({ answer }) => answer !== undefined);
  for (const append of acknowledged) expectWritten(append, before);
  const unanswered = sent.filter(({ answer }) => answer === undefined);
  const written = unanswered.filter((append) => isWritten(append, before));
  for (const append of unanswered) {
    if (!(await send(client, append))) throw new PromiseBroken('the store did not answer after it was restarted');
  }
  const after = await readAll(client, sent);
  for (const append of sent) expectWritten(append, after);
  const events = [...after.values()].flat();
  const ids = sent.flatMap((append) => append.ids);
  expect(events.length === ids.length, `${ids.length} events were sent, ${events.length} are stored`);
  return {
    acknowledged: acknowledged.length,
    unansweredWritten: written.length,
    unansweredLost: unanswered.length - written.length,
  };
}

type Streams = ReadonlyMap<string, readonly ResolvedEvent[]>;

async function readAll(client: KurrentDBClient, sent: readonly SentAppend[]): Promise<Streams> {
  const streams = new Map<string, ResolvedEvent[]>();
  for (const name of new Set(sent.map(({ stream }) => stream))) streams.set(name, await readWhole(client, name));
  return streams;
}

async function readWhole(client: KurrentDBClient, stream: string): Promise<ResolvedEvent[]> {
  const events: ResolvedEvent[] = [];
  try {
    for await (const event of client.readStream(stream)) events.push(event);
  } catch (error) {
    if (!(error instanceof StreamNotFoundError)) throw error;
  }
  let position = -1n;
  for (const [index, { event }] of events.entries()) {
    expect(event?.revision === BigInt(index), `${stream}: revision ${event?.revision} in place ${index}`);
    expect((event?.position?.commit ?? -1n) > position, `${stream}: position does not increase at ${index}`);
    position = event?.position?.commit ?? -1n;
  }
  return events;
}

function expectWritten({ stream, ids, answer }: SentAppend, streams: Streams): void {
  const events = streams.get(stream) ?? [];
  const last = Number(answer?.revision ?? -1n);
  const stored = events.slice(last - ids.length + 1, last + 1).map(({ event }) => event?.id);
  expect(stored.join() === ids.join(), `${stream}: answered revision ${last}, but its events are not there`);
  expect(
    events[last]?.event?.position?.commit === answer?.position,
    `${stream}: another position at ${last} than answered`,
  );
}

/** Whether an append without an answer is there. @throws {PromiseBroken} when only a part of it is. */
function isWritten({ stream, ids }: SentAppend, streams: Streams): boolean {
  const there = new Set((streams.get(stream) ?? []).map(({ event }) => event?.id));
  const found = ids.filter((id) => there.has(id)).length;
  expect(found === 0 || found === ids.length, `${stream}: ${found} of ${ids.length} events of one append are there`);
  return found > 0;
}

function expect(holds: boolean, what: string): void {
  if (!holds) throw new PromiseBroken(what);
}
