/** How many of the newest events are known by their id at least; at most twice as many. */
export const REMEMBERED_IDS = 100_000;

/**
 * The ids of the newest events with their revisions, to tell a repeated append from a new one. Two generations: when
 * the young one is full it becomes the old one, so that forgetting costs nothing.
 */
export class RecentIds {
  private young = new Map<string, number>();
  private old = new Map<string, number>();

  constructor(private readonly generation = REMEMBERED_IDS) {}

  /** The revision of the event with this id in this stream. */
  revisionOf(stream: number, id: Buffer): number | undefined {
    const key = keyOf(stream, id);
    return this.young.get(key) ?? this.old.get(key);
  }

  /** Notes an event, newest last. */
  add(stream: number, id: Buffer, revision: number): void {
    if (this.young.size >= this.generation) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(keyOf(stream, id), revision);
  }

  /** Forgets all. */
  clear(): void {
    this.young = new Map();
    this.old = new Map();
  }
}

const keyOf = (stream: number, id: Buffer): string => id.toString('latin1') + stream;
