/** Anything that has its place in the log. */
interface Placed {
  readonly position: string;
}

/** The latest position among streams that were read to their ends; undefined if there is nothing in any. */
export function latestOf(...streams: readonly (readonly Placed[])[]): string | undefined {
  const ends = streams.flatMap((facts) => facts.slice(-1)).map(({ position }) => BigInt(position));
  if (ends.length === 0) return undefined;
  return String(ends.reduce((latest, end) => (end > latest ? end : latest)));
}
