/**
 * Lets what concerns the same thing be done one after the other in this process: writers of one stream that all come at
 * once would only take each other's place there, again and again. What concerns other things does not wait.
 */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Does `work` when all that came before it under `key` is over, however it ended; answers or throws as it does. */
  async take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const mine = (this.last.get(key) ?? Promise.resolve()).then(work);
    const over = mine.catch(() => undefined);
    this.last.set(key, over);
    try {
      return await mine;
    } finally {
      if (this.last.get(key) === over) this.last.delete(key);
    }
  }
}
