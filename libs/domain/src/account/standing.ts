import { later } from '../instant';
import type { Account } from './state';

/**
 * R31, D16: until when no new journey may be started, after `failuresBeforeWait` failures since the last success or the
 * last such wait. An instant in the past: the wait is over.
 */
export function waitUntil(
  { failures }: Pick<Account, 'failures'>,
  { failuresBeforeWait, failureWaitMs }: { failuresBeforeWait: number; failureWaitMs: number },
): string | undefined {
  const last = failures.at(-1);
  if (last === undefined || failures.length % failuresBeforeWait !== 0) return undefined;
  return later(last, failureWaitMs);
}
