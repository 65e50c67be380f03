import { invalid } from '../grpc/call-error';
import { unary, type Method } from '../grpc/methods';
import { StateNumber, type StateCheck } from '../log/append-many';
import type { EventLog } from '../log/event-log';
import { expectedOf } from '../rules/expected-state';
import { methodCodec } from '../wire/definitions';
import type { AppendRecordsRequest } from '../wire/messages';
import type { Limits } from './limits';
import { checkedName } from './requests';
import { consistencyViolation, RecordSizes } from './v2-errors';
import { recordEvent, v2StreamName } from './v2-records';

const codec = methodCodec<AppendRecordsRequest, object>(
  'kurrentdb.protocol.v2.streams.StreamsService',
  'AppendRecords',
);

/** AppendRecords: records of several streams in their order, if every checked stream is as expected (section 8). */
export const appendRecords = (log: EventLog, limits: Limits): [string, Method] => [
  codec.path,
  unary(async (bytes) => {
    const { records = [], checks = [] } = codec.decode(bytes);
    if (records.length === 0) throw invalid('records', 'must not be empty');
    const sizes = new RecordSizes(limits);
    const events = records.map((record, index) => {
      const stream = v2StreamName(record.stream, `records[${index}].stream`);
      const event = recordEvent(record, `records[${index}]`);
      sizes.add(stream, event);
      return { stream, event };
    });
    const outcome = await log.appendMany({ checks: stateChecks(checks), events });
    if (outcome.kind === 'refused') throw consistencyViolation(outcome.violations);
    const { revisions, position } = outcome;
    return codec.encode({ revisions: [...revisions].map(([stream, revision]) => ({ stream, revision })), position });
  }),
];

function stateChecks(checks: NonNullable<AppendRecordsRequest['checks']>): StateCheck[] {
  const seen = new Set<string>();
  return checks.map(({ stream_state: state }, index) => {
    const field = `checks[${index}].stream_state`;
    if (!state) throw invalid(field, 'must be sent');
    const stream = checkedName(state.stream ?? '', `${field}.stream`);
    if (seen.has(stream.toLowerCase())) throw invalid(`${field}.stream`, 'must not be checked twice');
    seen.add(stream.toLowerCase());
    const expected = BigInt(state.expected_state ?? 0);
    if (!isState(expected)) throw invalid(`${field}.expected_state`, 'must be a revision, -1, -4, -5 or -6');
    return { stream, expected };
  });
}

/** `any` is no check. */
const isState = (expected: bigint): boolean =>
  expected !== StateNumber.any &&
  (expectedOf(expected) !== undefined || expected === StateNumber.softDeleted || expected === StateNumber.tombstoned);
