/**
 * A projector to be killed: the real one, over a log of which it delivers 5 % of the events twice, somewhat later. Told by
 * KURRENTDB_URL, DATABASE_URL and SEED.
 */
import { createEventLog, type EventLog, type Followed } from '@onfile/event-log';
import { projectLog } from '@onfile/projector';
import { liveTarget, migrate } from '@onfile/read-models';
import { chance } from '@onfile/read-models/testing';
import { Pool } from 'pg';

const TWICE = 0.05;

function deliveringTwice(log: EventLog, random: () => number): Pick<EventLog, 'follow'> {
  return {
    follow: (request) => {
      let again: Followed[] = [];
      return log.follow({
        ...request,
        onBatch: async (batch) => {
          // Small batches, so that there are many moments to be killed at.
          for (let from = 0; from < batch.length;) {
            const part = batch.slice(from, (from += 1 + Math.floor(random() * 100)));
            await request.onBatch([...again, ...part]);
            again = part.filter(() => random() < TWICE);
          }
        },
      });
    },
  };
}

async function main(): Promise<void> {
  const target = liveTarget(new Pool({ connectionString: process.env['DATABASE_URL'], max: 2 }));
  const log = createEventLog({ url: process.env['KURRENTDB_URL'] ?? '' });
  await migrate(target);
  process.send?.('ready');
  await projectLog({
    log: deliveringTwice(log, chance(Number(process.env['SEED']))),
    target,
    signal: new AbortController().signal,
    onApplied: () => undefined,
    onTrouble: (error) => {
      throw error; // nothing goes away here but this process
    },
  });
}

process.on('disconnect', () => process.exit(0));
void main();
