import { CallError, invalid, Status } from '../grpc/call-error';
import type { Call, MessageSink } from '../grpc/call';
import { stream, type Method } from '../grpc/methods';
import { StateNumber, type ManyOutcome, type StateCheck, type Violation } from '../log/append-many';
import type { EventLog } from '../log/event-log';
import type { NewEvent } from '../log/stored-event';
import { expectedOf } from '../rules/expected-state';
import { methodCodec } from '../wire/definitions';
import type { AppendSessionRequest } from '../wire/messages';
import type { Limits } from './limits';
import { tooLate } from './refusals';
import { alreadyInSession, RecordSizes, revisionConflict, streamTombstoned } from './v2-errors';
import { recordEvent, v2StreamName } from './v2-records';

const codec = methodCodec<AppendSessionRequest, object>(
  'kurrentdb.protocol.v2.streams.StreamsService',
  'AppendSession',
);

/** AppendSession: a message for each stream, all of them or none are written (section 8). */
export const appendSession = (log: EventLog, limits: Limits): [string, Method] => [
  codec.path,
  stream((call) => new AppendSession(call, log, limits)),
];

class AppendSession implements MessageSink {
  private readonly checks: StateCheck[] = [];
  private readonly events: { stream: string; event: NewEvent }[] = [];
  private readonly seen = new Set<string>();
  private readonly sizes: RecordSizes;

  constructor(
    private readonly call: Call,
    private readonly log: EventLog,
    limits: Limits,
  ) {
    this.sizes = new RecordSizes(limits);
  }

  message(bytes: Buffer): void {
    const { stream: given, records = [], expected_revision: expected } = codec.decode(bytes);
    const name = v2StreamName(given, 'stream');
    const key = name.toLowerCase();
    if (this.seen.has(key)) throw alreadyInSession(name);
    this.seen.add(key);
    if (records.length === 0) throw invalid('records', 'must not be empty');
    const state = expected === undefined ? StateNumber.any : BigInt(expected);
    if (expectedOf(state) === undefined) throw invalid('expected_revision', 'must be a revision, -1, -2 or -4');
    this.checks.push({ stream: name, expected: state });
    for (const [index, record] of records.entries()) {
      const event = recordEvent(record, `records[${index}]`);
      this.sizes.add(name, event);
      this.events.push({ stream: name, event });
    }
  }

  end(): void {
    if (this.checks.length === 0) throw new CallError(Status.failedPrecondition, 'the session has no message');
    if (this.call.isLate) throw tooLate();
    this.log.appendMany({ checks: this.checks, events: this.events }).then(
      (outcome) => this.answer(outcome),
      (error: unknown) => this.call.fail(error),
    );
  }

  private answer(outcome: ManyOutcome): void {
    if (outcome.kind === 'refused') return this.call.fail(refusal(outcome.violations[0]!));
    const { revisions, position } = outcome;
    const output = this.checks.map(({ stream: name }) => ({ stream: name, stream_revision: revisions.get(name) }));
    this.call.send(codec.encode({ output, position }));
    this.call.finish();
  }
}

function refusal(violation: Violation): CallError {
  const { stream: name, expected, actual } = violation;
  const isGone =
    actual === StateNumber.tombstoned || (actual === StateNumber.softDeleted && expected === StateNumber.exists);
  return isGone ? streamTombstoned(name) : revisionConflict(violation);
}
