/** Which events a reader of `$all` wants, by the name of their stream or by their type. */
export interface NameFilter {
  readonly by: 'stream' | 'type';
  matches(name: string): boolean;
}

/** A pattern is not a regular expression that this node understands. */
export class BadPattern extends Error {
  override readonly name = 'BadPattern';
}

/**
 * A filter by pattern (searched, not anchored) or, without one, by prefixes; no prefix at all matches nothing.
 * @throws {BadPattern}
 */
export function nameFilter(by: NameFilter['by'], pattern: string, prefixes: readonly string[]): NameFilter {
  if (pattern !== '') {
    const regex = compile(pattern);
    return { by, matches: (name) => regex.test(name) };
  }
  return { by, matches: (name) => prefixes.some((prefix) => name.startsWith(prefix)) };
}

/** With the `u` flag, which patterns of other dialects may not survive; then without. */
function compile(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    try {
      return new RegExp(pattern);
    } catch (error) {
      throw new BadPattern((error as Error).message);
    }
  }
}
