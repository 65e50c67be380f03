import { type FollowedEvent, isAfter } from '../followed';
import { applyPart, lockCheckpoints } from '../pipeline/apply-batch';
import type { Poisoned } from '../pipeline/fold-batch';
import { type Target, targetOf } from '../pipeline/target';
import { inTransaction } from '../pipeline/transaction';

/** Reads a stream of the log from a revision on, with what can not be read among it. */
export type ReadStream = (stream: string, fromRevision: number) => Promise<readonly FollowedEvent[]>;

/** What came of a retry: read models that have caught up with the stream, and what was put aside again. */
export interface Retried {
  readonly caughtUp: readonly string[];
  readonly poisoned: readonly Poisoned[];
}

/**
 * Q13: takes the put-aside event of a stream, and all that waited behind it, into the read models that hold it back. The
 * events are read from the log anew, so a build that can read them now does. Done twice is done once.
 */
export async function retryPoisoned(target: Target, stream: string, readStream: ReadStream): Promise<Retried> {
  return inTransaction(target.pool, async (client) => {
    const checkpoints = await lockCheckpoints(client, target);
    const { rows: aside } = await client.query<{ model: string; revision: number }>(
      `delete from ${target.schema}.poisoned where stream = $1 returning model, revision`,
      [stream],
    );
    if (aside.length === 0) return { caughtUp: [], poisoned: [] };
    await client.query(`delete from ${target.schema}.held_back where stream = $1`, [stream]);
    // Read under the lock: whatever the projector had followed by now is in the stream by now.
    const events = await readStream(stream, Math.min(...aside.map(({ revision }) => revision)));
    const poisoned: Poisoned[] = [];
    for (const { model, revision } of aside) {
      const reached = checkpoints[model] ?? null;
      const due = events.filter((it) => it.revision >= revision && reached !== null && !isAfter(it.position, reached));
      const one = targetOf(
        target.pool,
        target.schema,
        target.models.filter((it) => it.name === model),
      );
      poisoned.push(...(await applyPart(client, one, due, () => true)));
    }
    const again = new Set(poisoned.map((it) => it.model));
    return { caughtUp: aside.map((it) => it.model).filter((model) => !again.has(model)), poisoned };
  });
}

/**
 * Lets go of one put-aside event for good, where it can never be read, and takes in what waited behind it. Rebuilds let
 * go of it as well; read models that could take it go on showing it. `because` is what the operator wrote.
 */
export async function skipPoisoned(
  target: Target,
  event: { readonly stream: string; readonly revision: number; readonly because: string },
  readStream: ReadStream,
): Promise<Retried> {
  await target.pool.query(
    `insert into ${target.schema}.skipped as known (stream, revision, because, models)
       select $1, $2, $3, coalesce(jsonb_agg(model), '[]') from ${target.schema}.poisoned where stream = $1 and revision = $2
       on conflict (stream, revision) do update set models = known.models || excluded.models`,
    [event.stream, event.revision, event.because],
  );
  return retryPoisoned(target, event.stream, readStream);
}
