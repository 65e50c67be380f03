import { invalid } from '../grpc/call-error';
import { BadPattern, nameFilter, type NameFilter } from '../rules/name-filter';
import type { AllStreamPosition, ReadOptions } from '../wire/messages';
import type { UuidForm } from '../wire/event-encoder';
import { streamName } from './requests';

/** Where reading starts: a revision of a stream, a position of the log, or an end of either. */
export type From = number | 'start' | 'end';

/** What is looked at, and how often a subscription tells how far it has come. */
export interface Filter {
  readonly names: NameFilter;
  /** Events looked at between two checkpoints. */
  readonly checkpointEvery: number;
}

/** A read or a subscription, as it was asked for. */
export interface ReadRequest {
  /** A stream, or the whole log. */
  readonly stream: string | undefined;
  readonly from: From;
  /** For a position whose prepare is less than its commit: the event there counts as later than it. */
  readonly isBetween: boolean;
  readonly backwards: boolean;
  readonly resolveLinks: boolean;
  /** At most so many events; none for a subscription. */
  readonly count: number | undefined;
  readonly filter: Filter | undefined;
  readonly uuids: UuidForm;
}

const DEFAULT_WINDOW = 32;
/** A revision from here on stands for the end of the stream. */
const END_REVISION = 2 ** 63;

/** Understands the options of a read (section 10). @throws {CallError} INVALID_ARGUMENT naming the field. */
export function readRequest(options: ReadOptions | null | undefined): ReadRequest {
  if (!options) throw invalid('options', 'must be sent');
  const target = options.stream ? streamTarget(options.stream) : allTarget(options.all);
  const backwards = options.read_direction === 1;
  if (!backwards && (options.read_direction ?? 0) !== 0) throw invalid('options.read_direction', 'must be 0 or 1');
  const filter = filterOf(options);
  if (filter && target.stream !== undefined) throw invalid('options.filter', 'goes with reading all, not one stream');
  const count = countOf(options);
  if (count === undefined && backwards) throw invalid('options.read_direction', 'a subscription goes forwards');
  return {
    ...target,
    backwards,
    resolveLinks: options.resolve_links ?? false,
    count,
    filter,
    uuids: uuidForm(options),
  };
}

function streamTarget(stream: NonNullable<ReadOptions['stream']>) {
  const name = streamName(stream.stream_identifier, 'options.stream.stream_identifier');
  return { stream: name, from: revisionOf(stream), isBetween: false };
}

function revisionOf(stream: NonNullable<ReadOptions['stream']>): From {
  if (stream.start) return 'start';
  if (stream.end) return 'end';
  if (stream.revision === undefined) throw invalid('options.stream.revision_option', 'must be revision, start or end');
  const revision = Number(stream.revision);
  return revision >= END_REVISION ? 'end' : revision;
}

function allTarget(all: ReadOptions['all']) {
  if (!all) throw invalid('options.stream_option', 'must be stream or all');
  if (all.start) return { stream: undefined, from: 'start' as const, isBetween: false };
  if (all.end) return { stream: undefined, from: 'end' as const, isBetween: false };
  if (!all.position) throw invalid('options.all.all_option', 'must be position, start or end');
  return { stream: undefined, ...positionOf(all.position) };
}

function positionOf({ commit_position = '0', prepare_position = '0' }: AllStreamPosition): {
  from: From;
  isBetween: boolean;
} {
  const commit = BigInt(commit_position);
  const prepare = BigInt(prepare_position);
  if (commit < prepare) throw invalid('options.all.position', 'commit_position must not be less than prepare_position');
  if (commit >= BigInt(END_REVISION)) return { from: 'end', isBetween: false };
  return { from: Number(commit), isBetween: prepare < commit };
}

function countOf({ count, subscription }: ReadOptions): number | undefined {
  if (subscription) return undefined;
  if (count === undefined) throw invalid('options.count_option', 'must be count or subscription');
  return Number(count);
}

function uuidForm({ uuid_option: option }: ReadOptions): UuidForm {
  if (option?.structured) return 'structured';
  if (option?.string) return 'string';
  throw invalid('options.uuid_option', 'must be structured or string');
}

function filterOf({ filter, no_filter: none }: ReadOptions): Filter | undefined {
  if (none) return undefined;
  if (!filter) throw invalid('options.filter_option', 'must be filter or no_filter');
  const by = filter.stream_identifier ? 'stream' : 'type';
  const expression = filter.stream_identifier ?? filter.event_type;
  if (!expression) throw invalid('options.filter.filter', 'must be stream_identifier or event_type');
  const window = filter.max ?? DEFAULT_WINDOW;
  if (window === 0) throw invalid('options.filter.max', 'must be greater than 0');
  const multiplier = filter.checkpointIntervalMultiplier ?? 0;
  if (multiplier === 0) throw invalid('options.filter.checkpointIntervalMultiplier', 'must be greater than 0');
  try {
    return {
      names: nameFilter(by, expression.regex ?? '', expression.prefix ?? []),
      checkpointEvery: window * multiplier,
    };
  } catch (error) {
    if (error instanceof BadPattern) throw invalid('options.filter.regex', error.message);
    throw error;
  }
}
