/** A page of a list, newest first. `next` is the cursor of the page after it; absent on the last one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

/** Which page: after `cursor` (absent: the first), at most `limit` entries (20 if absent, 100 at most). */
export interface PageRequest {
  readonly cursor?: string;
  readonly limit?: number;
}

/** A cursor that no page of this list gave out. The api answers 422. */
export class CursorInvalid extends Error {
  override readonly name = 'CursorInvalid';
  readonly code = 'cursor-invalid';
  constructor() {
    super('the cursor is not one of this list');
  }
}

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

/** The number of entries to answer for a request. */
export function limitOf({ limit = DEFAULT_LIMIT }: PageRequest): number {
  return Math.min(Math.max(Math.trunc(limit), 1), MAX_LIMIT);
}

/**
 * A page out of up to `limit + 1` rows. A cursor names the last entry of its page by the place that the entry has for
 * ever, so entries that are added meanwhile neither shift a page nor show twice.
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => readonly (string | number)[],
  itemOf: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const items = shown.map(itemOf);
  return rows.length > limit && last !== undefined ? { items, next: encode(placeOf(last)) } : { items };
}

const encode = (place: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/**
 * The place that a cursor names: a log position, then texts or numbers as `kinds` says.
 * @throws {CursorInvalid}
 */
export function placeIn<const Kinds extends readonly ('position' | 'text' | 'revision')[]>(
  cursor: string,
  kinds: Kinds,
): { [Index in keyof Kinds]: Kinds[Index] extends 'revision' ? number : string } {
  const place = parsed(cursor);
  const fits =
    Array.isArray(place) && place.length === kinds.length && kinds.every((kind, index) => isOf(kind, place[index]));
  if (!fits) throw new CursorInvalid();
  return place as never;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new CursorInvalid();
  }
}

function isOf(kind: 'position' | 'text' | 'revision', value: unknown): boolean {
  if (kind === 'revision') return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
  if (typeof value !== 'string') return false;
  return kind === 'position' ? /^\d{1,18}$/.test(value) : value.length <= 512 && !value.includes('\0');
}
