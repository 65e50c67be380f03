/** What a cluster does about a rule: most of them it keeps in the same way. */
export const SAME = 'the same';

/**
 * One rule of the protocol as a test. `cluster` says what a cluster does about it, so that a reader of the output sees
 * where the embedded node is stricter or weaker than the production store.
 */
export function rule(sentence: string, cluster: string, proof: () => Promise<void>, timeoutMs?: number): void {
  it(`${sentence} (a cluster: ${cluster})`, proof, timeoutMs);
}

/** The error a call ends with. @throws when it succeeds. */
export async function refusalOf(call: Promise<unknown>): Promise<Error> {
  return call.then(
    (answer) => {
      throw new Error(`expected a refusal, got ${String(answer)}`);
    },
    (error: Error) => error,
  );
}

/** Waits for a condition, polled every few milliseconds. @throws after `limitMs`. */
export async function eventually(
  what: string,
  holds: () => boolean | Promise<boolean>,
  limitMs = 40_000,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
