import type { EventLog } from '@onfile/event-log';
import {
  accountsOfEmail,
  countJourneys,
  findJourneys,
  findThings,
  liveTarget,
  migrateRebuilds,
  openReadModels,
  orderRebuild,
  poisonedStreams,
  progressOf,
  readModelNamed,
  rebuildJobs,
  retryPoisoned,
  skipPoisoned,
  verifySample,
} from '@onfile/read-models';
import type { Pool } from 'pg';
import type { OperatorSearch, Projections } from '../operators/operators';

/** What operators look for, in PostgreSQL. */
export function pgSearch(pool: Pool): OperatorSearch {
  const db = openReadModels(pool);
  return {
    journeys: (filter, page) => findJourneys(db, filter, page),
    counts: () => countJourneys(db),
    things: (text) => findThings(db, text),
    accountsOfEmail: (emailHash) => accountsOfEmail(db, emailHash),
  };
}

/** The read models themselves: how far they are, and what they could not take in. */
export function pgProjections(pool: Pool, log: Pick<EventLog, 'readRaw' | 'endPosition'>): Projections {
  const db = openReadModels(pool);
  const target = liveTarget(pool);
  return {
    async progress() {
      const [end, models] = await Promise.all([log.endPosition(), progressOf(pool)]);
      return { end, models };
    },
    putAside: () => poisonedStreams(db),
    retry: (stream) => retryPoisoned(target, stream, log.readRaw),
    skip: (event) => skipPoisoned(target, event, log.readRaw),
    async rebuild(order) {
      await migrateRebuilds(pool);
      await orderRebuild(pool, order);
    },
    async rebuilds(only) {
      await migrateRebuilds(pool);
      return rebuildJobs(pool, only);
    },
    async verify(name, size) {
      const model = readModelNamed(name);
      return model && verifySample(pool, model, log.readRaw, size);
    },
  };
}
