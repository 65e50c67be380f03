import type { ReadModels } from '../database';

/** A stream that waits for an operator. */
export interface PoisonedStream {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly type: string;
  readonly cause: string;
  readonly putAsideAt: string;
  /** The read models that could not take the event in. */
  readonly models: readonly string[];
  /** Later events of the stream that wait behind it. */
  readonly heldBack: number;
}

/** Put-aside events, oldest first: each stream once, with what waits behind it. */
export async function poisonedStreams(db: ReadModels): Promise<PoisonedStream[]> {
  const aside = await db
    .selectFrom('poisoned')
    .selectAll()
    .orderBy('putAsideAt')
    .orderBy('position')
    .orderBy('model')
    .execute();
  const waiting = await db
    .selectFrom('heldBack')
    .select((it) => ['stream', it.fn.count<string>('revision').distinct().as('events')])
    .groupBy('stream')
    .execute();
  const heldBack = new Map(waiting.map(({ stream, events }) => [stream, Number(events)]));
  const streams = new Map<string, PoisonedStream>();
  for (const { model, ...event } of aside) {
    const known = streams.get(event.stream);
    const models = [...(known?.models ?? []), model];
    const putAsideAt = new Date(event.putAsideAt).toISOString();
    streams.set(event.stream, {
      ...(known ?? { ...event, putAsideAt, heldBack: heldBack.get(event.stream) ?? 0 }),
      models,
    });
  }
  return [...streams.values()];
}
