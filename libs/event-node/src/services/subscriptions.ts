import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { Call } from '../grpc/call';
import type { EventLog } from '../log/event-log';
import { methodCodec } from '../wire/definitions';
import { AllFeed } from './all-feed';
import type { Feed } from './feed';
import { FilteredFeed } from './filtered-feed';
import type { ReadRequest } from './read-request';
import { StreamFeed } from './stream-feed';

const codec = methodCodec<object, object>('event_store.client.streams.Streams', 'Read');

/** A subscription as operators see it. */
export interface SubscriptionView {
  readonly id: string;
  /** The stream, or `$all`. */
  readonly target: string;
  readonly connection: string;
  /** Events it has not looked at yet. */
  readonly behind: number;
}

/** All catch-up subscriptions of the node (section 11). Each pulls from the log what comes after its cursor. */
export class Subscriptions {
  private readonly running = new Map<string, { call: Call; feed: Feed }>();

  constructor(private readonly log: EventLog) {}

  /** What is subscribed at the moment. */
  list(): SubscriptionView[] {
    return [...this.running].map(([id, { call, feed }]) => ({
      id,
      target: feed.target,
      connection: call.connectionName,
      behind: feed.behind(),
    }));
  }

  /** Sends a client what it subscribed to, until it is gone. @throws {CallError} when the stream is deleted. */
  async serve(call: Call, request: ReadRequest): Promise<void> {
    const feed = this.feedOf(request);
    const id = randomUUID();
    const commits = new CommitSignal(this.log, call);
    this.running.set(id, { call, feed });
    try {
      call.send(codec.encode({ confirmation: { subscription_id: id } }));
      while (!call.isOver) {
        const isAtEnd = feed.advance((frames) => call.sendFrames(frames));
        if (call.congested) await call.drained();
        else await (isAtEnd ? commits.next() : turn());
      }
    } finally {
      this.running.delete(id);
      commits.stop();
    }
  }

  private feedOf(request: ReadRequest): Feed {
    const { stream, filter } = request;
    if (stream !== undefined) return new StreamFeed(this.log, request, stream);
    return filter ? new FilteredFeed(this.log, request, filter) : new AllFeed(this.log, request);
  }
}

/** Wakes one subscription after a commit, and when its client is gone. */
class CommitSignal {
  readonly stop: () => void;
  private wake: (() => void) | undefined;

  constructor(log: EventLog, call: Call) {
    this.stop = log.onCommit(() => this.ring());
    call.onClose(() => this.ring());
  }

  async next(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
  }

  private ring(): void {
    this.wake?.();
    this.wake = undefined;
  }
}
