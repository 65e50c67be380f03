import {
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  type CaughtUp,
  type KurrentDBClient,
  type Position,
  type ResolvedEvent,
  type StreamSubscription,
  type SubscribeToAllOptions,
  type SubscribeToStreamOptions,
} from '@kurrent/kurrentdb-client';
import { eventually } from './rule';

/** What a subscription has said so far, in the order in which it said it. */
export interface Heard {
  readonly kind: 'confirmation' | 'event' | 'checkpoint' | 'caughtUp';
  /** Position in `$all`, or revision in a stream; nothing for a confirmation. */
  readonly at?: bigint;
}

/** A running subscription that notes everything it hears. */
export class Tail<E extends ResolvedEvent | AllStreamResolvedEvent> {
  readonly heard: Heard[] = [];
  readonly received: E[] = [];
  readonly caughtUp: CaughtUp[] = [];
  readonly checkpoints: Position[] = [];
  error: Error | undefined;

  constructor(private readonly subscription: StreamSubscription | AllStreamSubscription) {
    const source = subscription as AllStreamSubscription;
    source.on('confirmation', () => this.heard.push({ kind: 'confirmation' }));
    source.on('caughtUp', (info) => {
      this.caughtUp.push(info);
      this.heard.push({ kind: 'caughtUp', at: info.revision ?? info.position?.commit });
    });
    source.on('error', (error) => (this.error = error));
    source.on('data', (one) => this.note(one as unknown as E));
  }

  /** Notes a checkpoint; given to the filter as its callback. */
  checkpoint(position: Position): void {
    this.checkpoints.push(position);
    this.heard.push({ kind: 'checkpoint', at: position.commit });
  }

  /** Waits until `count` events have come. */
  untilReceived(count: number, limitMs?: number): Promise<void> {
    return eventually(`${count} events`, () => this.alive(this.received.length >= count), limitMs);
  }

  /** Waits for the notice that everything so far has been delivered. */
  untilCaughtUp(limitMs?: number): Promise<void> {
    return eventually('caught up', () => this.alive(this.caughtUp.length > 0), limitMs);
  }

  /** Waits for the subscription to fail and answers its error. */
  async untilFailed(): Promise<Error> {
    await eventually('the subscription fails', () => this.error !== undefined);
    return this.error as Error;
  }

  stop(): Promise<void> {
    return this.subscription.unsubscribe();
  }

  private note(one: E): void {
    this.received.push(one);
    const recorded = one.link ?? one.event;
    this.heard.push({ kind: 'event', at: recorded?.position?.commit });
  }

  private alive(reached: boolean): boolean {
    if (!reached && this.error) throw this.error;
    return reached;
  }
}

/** Follows one stream. */
export const follow = (
  client: KurrentDBClient,
  stream: string,
  options?: SubscribeToStreamOptions,
): Tail<ResolvedEvent> => new Tail(client.subscribeToStream(stream, options));

/** Follows `$all`; checkpoints of its filter are noted too. */
export function followAll(client: KurrentDBClient, options: SubscribeToAllOptions = {}): Tail<AllStreamResolvedEvent> {
  const noted: { tail?: Tail<AllStreamResolvedEvent> } = {};
  const filter = options.filter && {
    ...options.filter,
    checkpointReached: (_: AllStreamSubscription, position: Position) => noted.tail?.checkpoint(position),
  };
  noted.tail = new Tail(client.subscribeToAll({ ...options, filter }));
  return noted.tail;
}
