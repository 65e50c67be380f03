import { setTimeout as sleep } from 'node:timers/promises';

/** A part that has not answered for this long is down. */
const PATIENCE_MS = 2_000;

/** Asks a part whether it is there: `up` when `question` is answered in time, whatever the answer. */
export async function answersInTime(question: Promise<unknown>): Promise<'up' | 'down'> {
  const late = sleep(PATIENCE_MS, 'down' as const, { ref: false });
  return Promise.race([
    question.then(
      () => 'up' as const,
      () => 'down' as const,
    ),
    late,
  ]);
}
