import { streamNameFilter } from '@kurrent/kurrentdb-client';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { collect } from './events';
import { ModelStore } from './model/model-store';
import { Names, type Operation, operation, tellModel, tellStore } from './model/operations';
import { rule } from './rule';
import { storeUnderTest } from './store';

/** `SEED=n STORIES=n` tell other ones; the long form runs more of them. */
const SEED = Number(process.env['SEED'] ?? 20_240_517);
const STORIES = Number(process.env['STORIES'] ?? 150);

const store = storeUnderTest();

/** Runs a story on both and compares every answer, and at its end the log. */
async function sameAnswers(story: readonly Operation[]): Promise<void> {
  const names = new Names(`story${randomUUID()}`);
  const model = new ModelStore();
  for (const [n, step] of story.entries()) {
    const said = await tellStore(store.client, names, step);
    expect({ step: n, said }).toEqual({ step: n, said: tellModel(model, names, step) });
  }
  const prefixes = [names.run, `$$${names.run}`];
  const log = await collect(store.client.readAll({ filter: streamNameFilter({ prefixes }) }));
  const shown = log.map(({ event }) => ({
    stream: event?.streamId,
    type: event?.type,
    revision: event?.revision,
    ...(event?.type === 'Tested' && { id: event.id }),
  }));
  expect(shown).toEqual(model.log);
}

describe('7 to 9 against a model in memory', () => {
  rule(
    'any story of appends, sessions, records with checks, metadata, deletes, tombstones and reads gives the same answers and the same log',
    'the same, while it remembers the ids',
    async () => {
      await fc.assert(fc.asyncProperty(fc.array(operation, { maxLength: 25 }), sameAnswers), {
        seed: SEED,
        numRuns: STORIES,
      });
    },
    60_000 + 300 * STORIES,
  );
});
