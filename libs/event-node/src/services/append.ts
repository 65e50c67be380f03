import { invalid } from '../grpc/call-error';
import type { Call, MessageSink } from '../grpc/call';
import { stream, type Method } from '../grpc/methods';
import type { EventLog, WriteOutcome } from '../log/event-log';
import type { NewEvent } from '../log/stored-event';
import type { ExpectedState } from '../rules/expected-state';
import { methodCodec } from '../wire/definitions';
import type { AppendReq } from '../wire/messages';
import { AppendSize } from './append-size';
import type { Limits } from './limits';
import { streamDeleted, tooLate } from './refusals';
import { expectedState, proposedEvent, writableName } from './requests';

const codec = methodCodec<AppendReq, object>('event_store.client.streams.Streams', 'Append');

/** Append: one stream, a message for its options, then one for each event (section 7). */
export const append = (log: EventLog, limits: Limits): [string, Method] => [
  codec.path,
  stream((call) => new AppendCall(call, log, limits)),
];

class AppendCall implements MessageSink {
  private target: { stream: string; expected: ExpectedState } | undefined;
  private readonly events: NewEvent[] = [];
  private readonly size: AppendSize;

  constructor(
    private readonly call: Call,
    private readonly log: EventLog,
    limits: Limits,
  ) {
    this.size = new AppendSize(limits);
  }

  message(bytes: Buffer): void {
    const { options, proposed_message: proposed } = codec.decode(bytes);
    if (options) {
      if (this.target) throw invalid('options', 'must come once');
      const name = writableName(options.stream_identifier, 'options.stream_identifier');
      this.target = { stream: name, expected: expectedState(options, 'options.expected_stream_revision') };
    } else if (proposed) {
      if (!this.target) throw invalid('options', 'must come before the events');
      const event = proposedEvent(proposed, 'proposed_message');
      this.size.add(event);
      this.events.push(event);
    } else {
      throw invalid('content', 'must be options or an event');
    }
  }

  end(): void {
    if (!this.target) throw invalid('options', 'must be sent');
    if (this.call.isLate) throw tooLate();
    const { stream: name, expected } = this.target;
    this.log.append({ stream: name, expected, events: this.events }).then(
      (outcome) => {
        if (outcome.kind === 'deleted') return this.call.fail(streamDeleted(name));
        this.call.send(codec.encode(response(outcome, expected)));
        this.call.finish();
      },
      (error: unknown) => this.call.fail(error),
    );
  }
}

function response(outcome: Exclude<WriteOutcome, { kind: 'deleted' }>, expected: ExpectedState): object {
  if (outcome.kind === 'wrong-version') {
    const { actual } = outcome;
    return {
      wrong_expected_version: {
        ...(actual < 0 ? { current_no_stream: {} } : { current_revision: actual }),
        ...expectedField(expected),
      },
    };
  }
  const { revision, position } = outcome;
  return {
    success: {
      ...(revision < 0 ? { no_stream: {} } : { current_revision: revision }),
      ...(position === undefined
        ? { no_position: {} }
        : { position: { commit_position: position, prepare_position: position } }),
    },
  };
}

function expectedField(expected: ExpectedState): object {
  if (typeof expected === 'bigint') return { expected_revision: String(expected) };
  return {
    [{ any: 'expected_any', 'stream-exists': 'expected_stream_exists', 'no-stream': 'expected_no_stream' }[expected]]:
      {},
  };
}
