import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { openBench, startServer, type BenchOptions, type JourneyBench } from './journey-bench';

/** Servers and workers, and a bundle that may have to be made first. */
const STARTS_WITHIN_MS = 240_000;

/** One bench for all specs of a file. Call it in `describe`; the answer is good inside of tests only. */
export function withBench(options?: BenchOptions): () => JourneyBench {
  let env: TestWorkflowEnvironment | undefined;
  let bench: JourneyBench | undefined;
  beforeAll(async () => {
    env = await startServer();
    bench = await openBench(env, options);
  }, STARTS_WITHIN_MS);
  afterAll(async () => {
    await bench?.stop();
    await env?.teardown();
  }, STARTS_WITHIN_MS);
  return () => {
    if (!bench) throw new Error('the bench is open inside of tests only');
    return bench;
  };
}

/** Looks until `what` holds. @throws {Error} after `limitMs`. */
export async function eventually(what: () => boolean | Promise<boolean>, limitMs = 45_000): Promise<void> {
  const until = Date.now() + limitMs;
  while (!(await what())) {
    if (Date.now() > until) throw new Error(`never: ${what.toString()}`);
    await new Promise((soon) => setTimeout(soon, 20));
  }
}
