import { setTimeout } from 'node:timers/promises';
import type { Bank } from '../bank';
import { CALL_FAULTS } from '../faults/fault';
import type { CallAbout } from '../faults/faults';
import { LOST, problem, type HttpAnswer } from '../http/answer';

const ON_THE_WAY = CALL_FAULTS.filter((fault) => fault !== 'status-down');

/** Waits on the real clock: what is late must be late for the caller. `false`: the bank closes, nobody is answered. */
async function waited(ms: number, closing: AbortSignal): Promise<boolean> {
  try {
    await setTimeout(ms, undefined, { signal: closing });
    return true;
  } catch {
    return false;
  }
}

/**
 * Serves a call through whatever goes wrong on the way, and after the network's usual latency. What is refused or lost
 * before `act` has no effect at all.
 */
export async function withFaults(
  { faults, latencyMs, closing }: Pick<Bank, 'faults' | 'latencyMs' | 'closing'>,
  about: CallAbout,
  act: () => HttpAnswer | Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const met = faults.meet(about, about.operation === 'find' ? CALL_FAULTS : ON_THE_WAY);
  if (latencyMs > 0 && !(await waited(latencyMs, closing))) return LOST;
  switch (met?.fault) {
    case 'lost-before':
      return LOST;
    case 'down':
    case 'status-down':
      return refused(503, 'network-down', 'The card network can not be reached.');
    case 'rate-limited':
      return refused(429, 'too-many-requests', 'Too many requests.');
    case 'slow':
      return (await waited(met.ms, closing)) ? act() : LOST;
    case 'late': {
      const answer = await act();
      return (await waited(met.ms, closing)) ? answer : LOST;
    }
    case 'lost-after':
      await act();
      return LOST;
    default:
      return act();
  }
}

function refused(status: number, code: string, title: string): HttpAnswer {
  const answer = problem(status, code, title);
  return { ...answer, headers: { ...answer.headers, 'retry-after': '1' } };
}
