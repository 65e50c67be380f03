import type { NameFilter } from '../rules/name-filter';
import type { NameTable } from './names';

const UNKNOWN = 0;
const NO = 1;
const YES = 2;

/** Answers by number what a filter answers by name: every name is looked at once. */
export class LabelFilter {
  private streams = new Uint8Array(1_024);
  private types = new Uint8Array(64);

  constructor(
    private readonly names: NameTable,
    private readonly filter: NameFilter,
  ) {}

  /** Whether an event of this stream and type passes. Streams that are hidden from `$all` never do. */
  passes(stream: number, type: number): boolean {
    return this.passesStream(stream) && (this.filter.by === 'stream' || this.passesType(type));
  }

  private passesStream(id: number): boolean {
    if (id >= this.streams.length) this.streams = grown(this.streams, id);
    const known = this.streams[id];
    if (known !== UNKNOWN) return known === YES;
    const { names, filter } = this;
    const passes = !names.isHidden(id) && (filter.by === 'type' || filter.matches(names.streamName(id)));
    this.streams[id] = passes ? YES : NO;
    return passes;
  }

  private passesType(id: number): boolean {
    if (id >= this.types.length) this.types = grown(this.types, id);
    const known = this.types[id];
    if (known !== UNKNOWN) return known === YES;
    const passes = this.filter.matches(this.names.typeName(id));
    this.types[id] = passes ? YES : NO;
    return passes;
  }
}

function grown(known: Uint8Array<ArrayBuffer>, id: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(2 * known.length, id + 1));
  larger.set(known);
  return larger;
}
