/** One request under way, with the digest of its body. */
interface Flight<Result> {
  readonly bodyHash: string;
  readonly result: Promise<Result>;
}

/**
 * Lets one of several identical requests that come at once do the work; the others wait for its result. What was done
 * before is found in the stream; this is for what is being done now, in this process.
 */
export class SingleFlight<Result> {
  private readonly flights = new Map<string, Flight<Result>>();

  /** `joined`: another request was first. `otherBody` is called, and throws, when that one asked for something else. */
  async do(
    commandId: string,
    bodyHash: string,
    work: () => Promise<Result>,
    otherBody: () => never,
  ): Promise<{ result: Result; joined: boolean }> {
    const ahead = this.flights.get(commandId);
    if (ahead !== undefined) {
      if (ahead.bodyHash !== bodyHash) otherBody();
      return { result: await ahead.result, joined: true };
    }
    const result = work().finally(() => this.flights.delete(commandId));
    this.flights.set(commandId, { bodyHash, result });
    return { result: await result, joined: false };
  }
}
