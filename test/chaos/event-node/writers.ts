import { jsonEvent, KurrentDBClient, type StreamState } from '@kurrent/kurrentdb-client';
import { type Chance } from '@onfile/testing/chance';
import { randomUUID } from 'node:crypto';

/** An append as it was sent, and what was answered; nothing when the store died before it answered. */
export interface SentAppend {
  readonly stream: string;
  readonly expected: StreamState;
  readonly ids: readonly string[];
  answer?: { readonly revision: bigint; readonly position: bigint };
}

/** A client of its own; `dispose()` it at the end. */
export const connect = (connectionString: string): KurrentDBClient =>
  KurrentDBClient.connectionString(connectionString);

/**
 * Sends an append; sending the same one again is harmless. Answers whether the store answered.
 * @throws what the store refuses: an append of ours is never refused.
 */
export async function send(client: KurrentDBClient, append: SentAppend): Promise<boolean> {
  const events = append.ids.map((id, index) =>
    jsonEvent({ id, type: 'Noted', data: { index, of: append.ids.length } }),
  );
  try {
    const answer = await client.appendToStream(append.stream, events, { streamState: append.expected });
    append.answer = { revision: answer.nextExpectedRevision, position: answer.position?.commit ?? -1n };
    return true;
  } catch (error) {
    if (isLost(error)) return false;
    throw error;
  }
}

/** Nobody knows whether it was written: the connection broke or the time ran out. */
const isLost = (error: unknown): boolean => {
  const { code, type } = error as { code?: number; type?: string };
  return code === 14 || code === 4 || type === 'unavailable' || type === 'deadline-exceeded' || type === 'cancelled';
};

/**
 * Writers that append without a pause until the store dies: half of them to a stream of their own with the exact
 * revision, half to one shared stream with any. Answers all they sent, in order, writer by writer.
 */
export async function writeUntilItDies(
  client: KurrentDBClient,
  writers: number,
  chance: Chance,
): Promise<SentAppend[]> {
  const shared = `shared-${randomUUID()}`;
  const sent = await Promise.all(
    Array.from({ length: writers }, (_, n) =>
      n % 2 === 0 ? writeExactly(client, chance) : writeToAny(client, shared, chance),
    ),
  );
  return sent.flat();
}

const newIds = (chance: Chance): string[] => Array.from({ length: chance.between(1, 5) }, () => randomUUID());

async function writeExactly(client: KurrentDBClient, chance: Chance): Promise<SentAppend[]> {
  const stream = `own-${randomUUID()}`;
  const sent: SentAppend[] = [];
  for (;;) {
    const revision = sent.at(-1)?.answer?.revision;
    const append: SentAppend = { stream, expected: revision ?? 'no_stream', ids: newIds(chance) };
    sent.push(append);
    if (!(await send(client, append))) return sent;
  }
}

async function writeToAny(client: KurrentDBClient, stream: string, chance: Chance): Promise<SentAppend[]> {
  const sent: SentAppend[] = [];
  for (;;) {
    const append: SentAppend = { stream, expected: 'any', ids: newIds(chance) };
    sent.push(append);
    if (!(await send(client, append))) return sent;
  }
}
