import { jsonEvent, KurrentDBClient } from '@kurrent/kurrentdb-client';
import type { Told } from '@onfile/read-models/testing';
import { randomUUID } from 'node:crypto';

/** Facts of one append. */
const PAGE = 250;

/**
 * Appends facts to the log at `url`, in order, many at a time. Where `isGarbage` says so, an event of a type that no
 * build knows goes in front of the fact, on the same stream.
 */
export async function fillLog(
  url: string,
  told: readonly Told[],
  isGarbage: (index: number) => boolean = () => false,
): Promise<void> {
  const client = KurrentDBClient.connectionString(url);
  try {
    for (let from = 0; from < told.length; from += PAGE) {
      const page = told.slice(from, from + PAGE).flatMap(({ stream, fact }, n) => {
        const { type, at, data, ...rest } = fact;
        const event = { streamName: stream, record: eventOf(type, at, { data, ...rest }) };
        return isGarbage(from + n)
          ? [{ streamName: stream, record: eventOf('MoonLanded', at, { data: {} }) }, event]
          : [event];
      });
      await client.appendRecords(page);
    }
  } finally {
    await client.dispose();
  }
}

const eventOf = (type: string, at: string, data: Record<string, unknown>) =>
  jsonEvent({ id: randomUUID(), type, data, metadata: { at, commandId: 'story', v: '1' } });
