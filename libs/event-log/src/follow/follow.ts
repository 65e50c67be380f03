import { streamNameFilter, type AllStreamResolvedEvent } from '@kurrent/kurrentdb-client';
import { on } from 'node:events';
import { everyPrefix } from '../categories';
import { LogUnavailable } from '../errors';
import { after, rawEvent, type EventStore } from '../kurrent/event-store';
import { followed, type Followed } from './followed';
import { readUpTo } from './read-up-to';

/** What to follow, from where, and what to do with it. */
export interface FollowRequest {
  /** Beginnings of stream names, as `account-`; all of Onfile's categories if left out. */
  readonly prefixes?: readonly string[];
  /** Only what comes after this position; '0' or 'start' is the start of the log. */
  readonly from: string;
  /** Awaited before the next batch is read, so a slow follower holds the subscription back, not the memory. */
  readonly onBatch: (batch: readonly Followed[]) => Promise<void> | void;
  readonly signal: AbortSignal;
}

/** Events of one batch at most. */
const BATCH = 1_000;
/** Beside the events of a catch-up, the client keeps this many ready. */
const BUFFERED = 2_000;

/**
 * Hands on every event of the log, in order, in batches of whatever has arrived. Resolves when `signal` says stop.
 * @throws {LogUnavailable} when the log goes away: go on from your checkpoint
 */
export async function follow(store: EventStore, request: FollowRequest): Promise<void> {
  const { signal, onBatch } = request;
  if (signal.aborted) return;
  const from = await caughtUp(store, request);
  if (signal.aborted) return;
  const subscription = store.client.subscribeToAll(
    {
      fromPosition: after(from),
      filter: streamNameFilter({ prefixes: [...(request.prefixes ?? everyPrefix)] }),
    },
    { highWaterMark: BUFFERED },
  );
  const stopped = new AbortController();
  const trouble: { error?: unknown } = {};
  subscription.once('error', (error) => {
    trouble.error = error;
    stopped.abort();
  });
  subscription.once('end', () => stopped.abort());
  const onStop = () => stopped.abort();
  signal.addEventListener('abort', onStop, { once: true });
  try {
    for await (const _ of on(subscription, 'readable', { signal: stopped.signal })) {
      await drain(subscription, onBatch, stopped.signal);
    }
  } catch (error) {
    if (!stopped.signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', onStop);
    // What a subscription says after it was given up is of no interest.
    subscription.on('error', () => undefined);
    await subscription.unsubscribe().catch(() => undefined);
  }
  if (!signal.aborted) throw new LogUnavailable(trouble.error ?? new Error('the subscription ended'));
}

/**
 * Who follows everything and is behind reads pages first: the client takes half the time for an event of a page than for one
 * of a subscription, and reads the next page meanwhile. Answers where to go on.
 */
async function caughtUp(store: EventStore, { prefixes, from, signal, onBatch }: FollowRequest): Promise<string> {
  const begin = from === 'start' ? '0' : from;
  if (prefixes) return begin; // of few streams the subscription brings only these
  const end = await store.endPosition();
  if (BigInt(end) <= BigInt(begin)) return begin;
  // Where it has come to, not what the end was said to be: the node that gave the pages may know less than the one that said.
  let reached = begin;
  const onPage = async (batch: readonly Followed[]): Promise<void> => {
    await onBatch(batch);
    reached = batch.at(-1)?.position ?? reached;
  };
  await readUpTo(store, { from: begin, to: end, onBatch: onPage, signal });
  return reached;
}

async function drain(
  subscription: { read(): AllStreamResolvedEvent | null },
  onBatch: FollowRequest['onBatch'],
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const batch: Followed[] = [];
    for (let next = subscription.read(); next !== null; next = batch.length < BATCH ? subscription.read() : null) {
      if (next.event) batch.push(followed(rawEvent(next.event, next.commitPosition)));
    }
    if (batch.length === 0) return;
    await onBatch(batch);
  }
}
