import { type EventData, jsonEvent, type KurrentDBClient } from '@kurrent/kurrentdb-client';
import { randomUUID } from 'node:crypto';
import { type Contender, type Work } from '../harness/window';

const TEXT = 'x'.repeat(200);

/** Size of the data and metadata of one event of `someEvent`, in bytes. */
export const EVENT_BYTES = 300;

/** An event of about `EVENT_BYTES`. */
export const someEvent = (type = 'Noted'): EventData =>
  jsonEvent({
    type,
    data: { n: 1_234_567, text: TEXT },
    metadata: { at: '2024-05-17T12:00:00.000Z', by: 'bench', v: '1' },
  });

/** Repeats a step, `inFlight` at a time, until the window is over; each step answers how many units it did. */
export async function forAWindow(windowMs: number, inFlight: number, step: () => Promise<number>): Promise<Work> {
  const end = performance.now() + windowMs;
  const latenciesMs: number[] = [];
  let units = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() < end) {
      const start = performance.now();
      const done = await step();
      units += done;
      latenciesMs.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return { units, latenciesMs };
}

/** Appends of `perCall` events, `inFlight` calls at a time, a hundred to a stream. */
export function appends(client: KurrentDBClient, node: number, inFlight: number, perCall = 1): Contender {
  let stream = '';
  let calls = 0;
  return {
    name: 'node',
    processes: { node },
    work: (windowMs) =>
      forAWindow(windowMs, inFlight, async () => {
        if (calls % 100 === 0) stream = `load-${randomUUID()}`;
        calls += 1;
        await client.appendToStream(
          stream,
          Array.from({ length: perCall }, () => someEvent()),
        );
        return perCall;
      }),
  };
}

/** Fills the log up to `total` events, one in a thousand of them of the category `rare`; tells how far it is. */
export async function fill(client: KurrentDBClient, total: number, told: (done: number) => void): Promise<void> {
  const CALL = 500;
  let done = 0;
  const lane = async (): Promise<void> => {
    while (done < total) {
      done += CALL;
      const rare = done % 1000 === 0;
      const name = rare ? `rare-${randomUUID()}` : `common-${randomUUID()}`;
      const few = rare ? 1 : 0;
      await client.appendToStream(
        `common-${randomUUID()}`,
        Array.from({ length: CALL - few }, () => someEvent()),
      );
      if (few > 0) await client.appendToStream(name, someEvent('Seldom'));
      told(done);
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
}
