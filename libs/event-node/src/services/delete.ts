import { unary, type Method } from '../grpc/methods';
import { invalid } from '../grpc/call-error';
import type { EventLog, WriteOutcome } from '../log/event-log';
import type { ExpectedState } from '../rules/expected-state';
import { methodCodec } from '../wire/definitions';
import type { AppendOptions } from '../wire/messages';
import { streamDeleted, wrongVersion } from './refusals';
import { expectedState, writableName } from './requests';

interface DeleteReq {
  readonly options?: AppendOptions | null;
}

type Ending = (stream: string, expected: ExpectedState) => Promise<WriteOutcome>;

/** Delete and Tombstone (section 9): a stream that can be written to again, and one that is gone for ever. */
export const deletions = (log: EventLog): [string, Method][] => [
  deletion('Delete', (stream, expected) => log.delete(stream, expected)),
  deletion('Tombstone', (stream, expected) => log.tombstone(stream, expected)),
];

function deletion(name: string, end: Ending): [string, Method] {
  const codec = methodCodec<DeleteReq, object>('event_store.client.streams.Streams', name);
  const answer = async (request: Buffer): Promise<Buffer> => {
    const { options } = codec.decode(request);
    if (!options) throw invalid('options', 'must be sent');
    const stream = writableName(options.stream_identifier, 'options.stream_identifier');
    const expected = expectedState(options, 'options.expected_stream_revision');
    const outcome = await end(stream, expected);
    if (outcome.kind === 'deleted') throw streamDeleted(stream);
    if (outcome.kind === 'wrong-version') throw wrongVersion(stream, expected, outcome.actual);
    return codec.encode({ position: { commit_position: outcome.position, prepare_position: outcome.position } });
  };
  return [codec.path, unary(answer)];
}
