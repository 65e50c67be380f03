import type { Sealed } from '@onfile/domain';
import { categories } from './categories';
import { FactUnreadable, type FactPlace } from './errors';
import type { AnyFact, FactData, FactType } from './model/category';
import { eventId } from './model/event-id';
import type { NewEvent, RawEvent } from './model/raw-event';
import type { Stored } from './model/stored';
import { splitStreamName, type AnyCategory, type AnyHandle } from './model/stream-handle';

/** Who writes, and under which command. */
export interface Authorship {
  readonly commandId: string;
  readonly bodyHash?: string;
  readonly actor?: string;
}

const registered: ReadonlyMap<string, AnyCategory> = new Map(Object.values(categories).map((one) => [one.name, one]));

/**
 * A fact as it goes into the log: data and sealed part as JSON; time, command, author and version as metadata.
 * @throws {FactUnreadable} for a type that the category does not list, or personal fields where none belong.
 */
export function encode(handle: AnyHandle, fact: AnyFact, index: number, author: Authorship): NewEvent {
  const place = { stream: handle.name, type: fact.type };
  const { version } = factType(handle.category, place, fact);
  const data = { data: fact.data, ...(fact.sealed === undefined ? {} : { sealed: fact.sealed }) };
  const { commandId, bodyHash, actor } = author;
  return {
    id: eventId({ stream: handle.name, commandId, index, type: fact.type, content: data }),
    type: fact.type,
    data,
    metadata: {
      at: fact.at,
      commandId,
      v: String(version),
      ...(bodyHash === undefined ? {} : { bodyHash }),
      ...(actor === undefined ? {} : { actor }),
    },
  };
}

/**
 * A fact out of the log, brought to today's version. `category` is told by a reader of one stream; one who reads many
 * leaves it to the stream's name.
 * @throws {FactUnreadable} for what this build does not know or what is not a fact.
 */
export function decode(event: RawEvent, category?: AnyCategory): Stored {
  const { id, stream, type, revision, position } = event;
  const place = { stream, type, revision };
  const { at, commandId, v, bodyHash, actor } = metadataOf(event.metadata, place);
  const { data, sealed } = contentOf(event.data, place);
  const known = factType(category ?? categoryOf(place), place, { sealed });
  const content = { data: upcast(known, data, at, v, place), ...(sealed === undefined ? {} : { sealed }) };
  const author = {
    commandId,
    ...(bodyHash === undefined ? {} : { bodyHash }),
    ...(actor === undefined ? {} : { actor }),
  };
  return { fact: { type, at, ...content }, id, stream, revision, position, ...author };
}

/** What the log will give back for an event just written. */
export function asStored(handle: AnyHandle, event: NewEvent, revision: number, position: string): Stored {
  const { id, type, metadata } = event;
  // As JSON has it: what is folded now is what everybody else will read.
  const data = asRead(event.data);
  return decode({ id, stream: handle.name, revision, position, type, data, metadata }, handle.category);
}

/** A copy of what JSON would give back, without the text in between: this is done for every fact that is written. */
function asRead(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((part: unknown) => (part === undefined ? null : asRead(part)));
  const copy: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) if (part !== undefined) copy[key] = asRead(part);
  return copy;
}

function categoryOf(place: FactPlace): AnyCategory {
  const category = registered.get(splitStreamName(place.stream).category);
  if (!category) throw new FactUnreadable('fact-type-unknown', place, 'no such category');
  return category;
}

function factType(category: AnyCategory, place: FactPlace, { sealed }: { sealed?: string }): FactType {
  const type = Object.hasOwn(category.types, place.type) ? category.types[place.type] : undefined;
  if (!type) throw new FactUnreadable('fact-type-unknown', place, 'no such type of fact');
  if (type.personal && sealed === undefined)
    throw new FactUnreadable('fact-malformed', place, 'its sealed part is missing');
  if (!type.personal && sealed !== undefined) {
    throw new FactUnreadable('fact-malformed', place, 'it has a sealed part, which its type does not have');
  }
  return type;
}

function upcast({ version, upcasters }: FactType, data: FactData, at: string, v: string, place: FactPlace): FactData {
  const written = Number(v);
  if (!Number.isInteger(written) || written < 1 || written > version) {
    throw new FactUnreadable('fact-version-unknown', place, `version ${v} of it, this build knows 1 to ${version}`);
  }
  return upcasters.slice(written - 1).reduce((old, upcaster) => upcaster(old, at), data);
}

function metadataOf(metadata: unknown, place: FactPlace) {
  const { at, commandId, v, bodyHash, actor } = isObject(metadata) ? metadata : {};
  if (!isText(at) || Number.isNaN(Date.parse(at)) || !isText(commandId) || !isText(v)) {
    throw new FactUnreadable('fact-malformed', place, 'its metadata lacks time, command or version');
  }
  return {
    at,
    commandId,
    v,
    bodyHash: isText(bodyHash) ? bodyHash : undefined,
    actor: isText(actor) ? actor : undefined,
  };
}

function contentOf(content: unknown, place: FactPlace): { data: FactData; sealed?: Sealed } {
  const { data, sealed } = isObject(content) ? content : {};
  if (!isObject(data) || !(sealed === undefined || isText(sealed))) {
    throw new FactUnreadable('fact-malformed', place, 'its content is not that of a fact');
  }
  return { data, sealed: sealed as Sealed | undefined };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
