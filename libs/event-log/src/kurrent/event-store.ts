import {
  BACKWARDS,
  END,
  FORWARDS,
  jsonEvent,
  KurrentDBClient,
  NO_STREAM,
  START,
  StreamNotFoundError,
  type AllStreamResolvedEvent,
  type AppendStreamState,
  type ReadPosition,
  type ResolvedEvent,
} from '@kurrent/kurrentdb-client';
import { LogUnavailable } from '../errors';
import type { NewEvent, RawEvent } from '../model/raw-event';
import { pause } from './pause';
import { mayReadAgain } from './trouble';
import { within } from './within';

/** Time limits of calls to the event store, in milliseconds. */
export interface StoreLimits {
  /** Of one try to read a stream; the client itself has none. */
  readonly readTimeoutMs: number;
  /** Of one try to append. */
  readonly appendTimeoutMs: number;
}

/** One stream of an append: `revision` is that of its last event when it was loaded, -1 if it had none. */
export interface StreamAppend {
  readonly stream: string;
  readonly revision: number;
  readonly events: readonly NewEvent[];
}

const READ_TRIES = 3;
/** Events of one look back for the last one that is not the store's own. */
const LOOK_BACK = 100;
const READ_BACKOFF = { firstMs: 50, longestMs: 200 };
/** A reader that can not reach the store is replaced, but not more often than this. */
const RENEW_MS = 500;

/**
 * The calls of the official client that the log is made of, with time limits. Errors of appends come through as they
 * are, see `appendTrouble`.
 */
export class EventStore {
  /** For appends and subscriptions; one for the process, each is a connection. */
  readonly client: KurrentDBClient;
  /** For reads, which the client makes over a connection of their own. */
  private reader: KurrentDBClient;
  private renewedAt = 0;

  constructor(
    private readonly url: string,
    private readonly limits: StoreLimits,
  ) {
    this.client = KurrentDBClient.connectionString(url);
    this.reader = KurrentDBClient.connectionString(url);
  }

  /** Ends open streams. */
  async close(): Promise<void> {
    await Promise.all([this.client.dispose(), this.reader.dispose()]);
  }

  /**
   * Events of a stream from `revision` on, in order; none if there is no such stream. Tried again when it fails: after a
   * restart of the store the first read may still find the old connection.
   * @throws {LogUnavailable}
   */
  async readFrom(stream: string, revision: number, maxCount?: number): Promise<RawEvent[]> {
    const options = { fromRevision: BigInt(revision), direction: FORWARDS, maxCount } as const;
    return this.patiently(async () => {
      try {
        return await this.collect(this.reader.readStream(stream, options));
      } catch (error) {
        if (error instanceof StreamNotFoundError) return [];
        throw error;
      }
    });
  }

  /**
   * Position of the last event of the whole log, '0' if there is none. A store's own events, which nobody follows, do not
   * count: a new store begins with some. @throws {LogUnavailable}
   */
  async endPosition(): Promise<string> {
    let from: ReadPosition = END;
    for (let maxCount = 1; ; maxCount = LOOK_BACK) {
      const options = { direction: BACKWARDS, fromPosition: from, maxCount } as const;
      const events = await this.patiently(() => this.collect(this.reader.readAll(options)));
      const last = events.find(({ stream }) => !stream.startsWith('$'));
      const first = events.at(-1);
      if (last || !first || events.length < maxCount) return last?.position ?? '0';
      from = after(first.position);
    }
  }

  /** Up to `maxCount` events of the whole log, from and with the one at `position`. @throws {LogUnavailable} */
  async readAllFrom(position: string, maxCount: number): Promise<RawEvent[]> {
    const options = { direction: FORWARDS, fromPosition: after(position), maxCount } as const;
    return this.patiently(() => this.collect(this.reader.readAll(options)));
  }

  /** Appends to one stream that must still be at its revision. Answers the position. */
  async appendToOne({ stream, revision, events }: StreamAppend): Promise<string> {
    const { appendTimeoutMs } = this.limits;
    const options = { streamState: stateAt(revision), deadline: appendTimeoutMs };
    const { position } = await within(
      appendTimeoutMs,
      this.client.appendToStream(stream, events.map(eventData), options),
    );
    return String(position?.commit ?? 0n);
  }

  /** Appends to several streams at once, or to none; each must still be at its revision. Answers the position. */
  async appendToMany(appends: readonly StreamAppend[]): Promise<string> {
    const records = appends.flatMap(({ stream, events }) =>
      events.map((event) => ({ streamName: stream, record: eventData(event) })),
    );
    const checks = appends.map(({ stream, revision }) => ({
      type: 'stream_state' as const,
      streamName: stream,
      expectedState: stateAt(revision),
    }));
    const { position } = await within(this.limits.appendTimeoutMs, this.client.appendRecords(records, checks));
    return String(position ?? 0n);
  }

  private async collect(events: AsyncIterableIterator<ResolvedEvent | AllStreamResolvedEvent>): Promise<RawEvent[]> {
    const all: RawEvent[] = [];
    const reading = (async () => {
      for await (const { event, commitPosition } of events) if (event) all.push(rawEvent(event, commitPosition));
    })();
    try {
      await within(this.limits.readTimeoutMs, reading);
    } catch (error) {
      // Whatever becomes of a read that took too long is of no interest any more.
      reading.catch(() => undefined);
      await Promise.race([events.return?.(), undefined]);
      throw error;
    }
    return all;
  }

  private async patiently<Answer>(read: () => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await read();
      } catch (error) {
        if (!mayReadAgain(error)) throw error;
        if (attempt > 1) this.renewReader();
        if (attempt === READ_TRIES) throw new LogUnavailable(error);
      }
      await pause(attempt, READ_BACKOFF);
    }
  }

  /** The client's reads never find a store that was away when they were first tried: another one does. */
  private renewReader(): void {
    if (Date.now() - this.renewedAt < RENEW_MS) return;
    this.renewedAt = Date.now();
    const old = this.reader;
    this.reader = KurrentDBClient.connectionString(this.url);
    // Reads that are under way on the old one may still be answered.
    setTimeout(() => void old.dispose().catch(() => undefined), this.limits.readTimeoutMs).unref();
  }
}

const stateAt = (revision: number): AppendStreamState => (revision < 0 ? NO_STREAM : BigInt(revision));

const eventData = ({ id, type, data, metadata }: NewEvent) => jsonEvent({ id, type, data, metadata });

/** An event of a read or of a subscription. */
export function rawEvent(
  event: NonNullable<AllStreamResolvedEvent['event'] | ResolvedEvent['event']>,
  commit?: bigint,
): RawEvent {
  const { id, streamId, revision, type, data, metadata, position } = event;
  return {
    id,
    stream: streamId,
    revision: Number(revision),
    position: String(position?.commit ?? commit ?? 0n),
    type,
    data,
    metadata,
  };
}

/** A position as the client takes it: a subscription starts after it, a read with it; '0' is the start of the log. */
export const after = (position: string) =>
  position === '0' ? START : { commit: BigInt(position), prepare: BigInt(position) };
