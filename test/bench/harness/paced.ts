import type { Work } from './window';

/**
 * Starts `once` so many times a second for the window, whether or not the ones before are through, and takes how long each
 * says it took (milliseconds).
 */
export async function paced(windowMs: number, perSecond: number, once: () => Promise<number>): Promise<Work> {
  const running: Promise<number>[] = [];
  const begun = performance.now();
  for (let n = 0; performance.now() - begun < windowMs; n += 1) {
    running.push(once());
    const next = begun + ((n + 1) * 1_000) / perSecond;
    await new Promise((soon) => setTimeout(soon, Math.max(0, next - performance.now())));
  }
  const latenciesMs = await Promise.all(running);
  return { units: latenciesMs.length, latenciesMs };
}
