import { CallError, invalid, Status } from '../grpc/call-error';
import type { Call, MessageSink } from '../grpc/call';
import { stream, type Method } from '../grpc/methods';
import type { EventLog } from '../log/event-log';
import type { NewEvent } from '../log/stored-event';
import type { ExpectedState } from '../rules/expected-state';
import { methodCodec } from '../wire/definitions';
import type { BatchAppendReq, UuidMessage } from '../wire/messages';
import { AppendSize } from './append-size';
import { batchRefusal, expectedFields, refused, succeeded } from './batch-answers';
import type { Limits } from './limits';
import { expectedState, proposedEvent, writableName } from './requests';

const codec = methodCodec<BatchAppendReq, object>('event_store.client.streams.Streams', 'BatchAppend');

/** Bytes of appends that are not final yet, of one client: more is refused. */
const MAX_PENDING_BYTES = 256 * 1024 * 1024;

/** BatchAppend: many appends of one client on one call, each in one message or several (section 7). */
export const batchAppend = (log: EventLog, limits: Limits): [string, Method] => [
  codec.path,
  stream((call) => new BatchAppendCall(call, log, limits)),
];

/** An append whose last part has not come. */
interface Pending {
  readonly correlation: UuidMessage;
  readonly stream: string;
  readonly expected: ExpectedState;
  readonly deadline: number;
  readonly size: AppendSize;
  readonly events: NewEvent[];
  bytes: number;
}

class BatchAppendCall implements MessageSink {
  private readonly pending = new Map<string, Pending>();
  private pendingBytes = 0;
  private unanswered = 0;
  private isHalfClosed = false;

  constructor(
    private readonly call: Call,
    private readonly log: EventLog,
    private readonly limits: Limits,
  ) {}

  message(bytes: Buffer): void {
    const request = codec.decode(bytes);
    const correlation = request.correlation_id;
    if (!correlation?.string && !correlation?.structured) throw invalid('correlation_id', 'must be a UUID');
    const key = correlation.string ?? JSON.stringify(correlation.structured);
    try {
      if (request.options) this.open(key, correlation, request.options);
      const pending = this.pending.get(key);
      if (!pending) return; // answered already, or never opened
      this.collect(pending, request, bytes.length);
      if (request.is_final) this.submit(key, pending);
    } catch (error) {
      this.refuse(key, correlation, request, error);
    }
  }

  end(): void {
    this.isHalfClosed = true;
    this.finishIfDone();
  }

  private open(key: string, correlation: UuidMessage, options: NonNullable<BatchAppendReq['options']>): void {
    if (this.pending.has(key)) throw invalid('options', 'must come once for each append');
    const name = writableName(options.stream_identifier, 'options.stream_identifier');
    const expected = expectedState(options, 'options.expected_stream_position');
    const deadline = deadlineOf(options);
    if (deadline <= Date.now()) throw lateError();
    const size = new AppendSize(this.limits);
    this.pending.set(key, { correlation, stream: name, expected, deadline, size, events: [], bytes: 0 });
  }

  private collect(pending: Pending, { proposed_messages: proposed = [] }: BatchAppendReq, bytes: number): void {
    if (pending.deadline <= Date.now()) throw lateError();
    for (const message of proposed) {
      const event = proposedEvent(message, `proposed_messages[${pending.events.length}]`);
      pending.size.add(event);
      pending.events.push(event);
    }
    pending.bytes += bytes;
    this.pendingBytes += bytes;
    if (this.pendingBytes > MAX_PENDING_BYTES) {
      throw new CallError(Status.resourceExhausted, 'too many appends are waiting for their last part');
    }
  }

  private submit(key: string, pending: Pending): void {
    this.forget(key);
    const { correlation, stream: name, expected, events } = pending;
    this.unanswered += 1;
    this.log.append({ stream: name, expected, events }).then(
      (outcome) => {
        const answer = outcome.kind === 'written' ? succeeded(outcome) : batchRefusal(name, expected, outcome);
        this.answer(correlation, name, expected, answer);
        this.unanswered -= 1;
        this.finishIfDone();
      },
      (error: unknown) => this.call.fail(error),
    );
  }

  /** One append of many is refused: the others go on. */
  private refuse(key: string, correlation: UuidMessage, request: BatchAppendReq, error: unknown): void {
    const pending = this.pending.get(key);
    this.forget(key);
    const name = pending?.stream ?? Buffer.from(request.options?.stream_identifier?.stream_name ?? []).toString('utf8');
    const answer = refused(error);
    if (!answer) throw error;
    this.answer(correlation, name, pending?.expected, answer);
  }

  private answer(correlation: UuidMessage, name: string, expected: ExpectedState | undefined, result: object): void {
    const stream_identifier = { stream_name: Buffer.from(name) };
    const message = { correlation_id: correlation, stream_identifier, ...expectedFields(expected), ...result };
    this.call.send(codec.encode(message));
  }

  private forget(key: string): void {
    this.pendingBytes -= this.pending.get(key)?.bytes ?? 0;
    this.pending.delete(key);
  }

  private finishIfDone(): void {
    if (this.isHalfClosed && this.unanswered === 0) this.call.finish();
  }
}

const lateError = (): CallError => new CallError(Status.deadlineExceeded, 'the deadline of the append has passed');

/** When an append is no longer wanted, in milliseconds since 1970: given as an instant or as a span from now. */
function deadlineOf({ deadline, deadline_21_10_0: instant }: NonNullable<BatchAppendReq['options']>): number {
  const given = instant ?? deadline;
  if (!given) return Infinity;
  const ms = Number(given.seconds ?? 0) * 1000 + (given.nanos ?? 0) / 1e6;
  return instant ? ms : Date.now() + ms;
}
