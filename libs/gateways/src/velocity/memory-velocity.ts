import { retryAtOf } from './window';
import type { VelocityCounters } from './port';

/** Counters of one process, for specs and for tools that need no memory. Same answers as the real ones. */
export function memoryVelocityCounters(): VelocityCounters {
  const buckets = new Map<string, Map<string, number>>();
  const takesOf = (bucket: string) => {
    const takes = buckets.get(bucket) ?? new Map<string, number>();
    buckets.set(bucket, takes);
    return takes;
  };
  return {
    take(key, limits, at) {
      for (const limit of limits) {
        const takes = takesOf(limit.bucket);
        const takenAt = [...takes.values()].sort((a, b) => a - b);
        const retryAt = retryAtOf(limit, { repeated: takes.has(key), takenAt }, at);
        if (retryAt) return Promise.resolve({ taken: false as const, retryAt, bucket: limit.bucket });
      }
      for (const { bucket } of limits) {
        const takes = takesOf(bucket);
        if (!takes.has(key)) takes.set(key, Date.parse(at));
      }
      return Promise.resolve({ taken: true as const });
    },
  };
}
