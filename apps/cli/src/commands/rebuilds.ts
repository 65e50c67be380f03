import { answered, type components } from '@onfile/api-client';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Call, callOf, type Context } from '../context';
import { instant, table } from '../output';
import { wholeNumber } from './whole-number';

type Rebuild = components['schemas']['RebuildDto'];

const LOOK_EVERY_MS = 250;

/** `onfile read-models rebuild | compare | rebuilds | verify`: the view doctor (X15). */
export function addRebuilds(models: Command, context: Context): void {
  for (const [name, what] of [
    ['rebuild', 'fill a read model anew beside the live one, compare, put it in its place'],
    ['compare', 'fill a read model anew beside the live one, and only compare'],
  ] as const) {
    models
      .command(name)
      .argument('<model>', 'a read model, as `onfile read-models` lists them')
      .requiredOption('--why <reason>', 'why; kept for ever in the operator log')
      .option('--no-wait', 'do not wait for its end')
      .description(what)
      .action(async (model: string, { why: reason, wait }: { why: string; wait: boolean }, command: Command) => {
        const call = await callOf(context, command, 'write');
        const params = { path: { model }, header: { 'Idempotency-Key': randomUUID() } };
        const body = { reason, compareOnly: name === 'compare' };
        const taken = await answered(call.client.POST('/v1/operations/read-models/{model}/rebuilds', { params, body }));
        const job = wait ? await watched(call, taken) : taken;
        if (isNotWell(job)) call.notWell();
        call.show(job, () => lineOf(job));
      });
  }

  models
    .command('rebuilds')
    .description('the newest rebuilds, and how far they are')
    .action(async (_options: object, command: Command) => {
      const call = await callOf(context, command, 'read');
      const { entries } = await answered(call.client.GET('/v1/operations/read-models/rebuilds'));
      call.show(entries, () =>
        entries.length === 0
          ? 'None yet.'
          : table(
              ['asked', 'by', ''],
              entries.map((job) => [instant(job.askedAt), job.by, lineOf(job)]),
            ),
      );
    });

  models
    .command('verify')
    .argument('<model>', 'a read model, as `onfile read-models` lists them')
    .option('--sample <rows>', 'how many rows are taken by chance', '200')
    .description('rows taken by chance against what the log makes of them, by hash')
    .action(async (model: string, { sample: text }: { sample: string }, command: Command) => {
      const sample = wholeNumber('--sample', text);
      const call = await callOf(context, command, 'read');
      const params = { path: { model }, query: { sample } };
      const found = await answered(call.client.GET('/v1/operations/read-models/{model}/verification', { params }));
      if (!found.equal) call.notWell();
      const { sampled, equal, differing, digests } = found;
      call.show(found, () =>
        equal
          ? `${model}: ${sampled} rows are as the log makes them (hash ${digests.live}).`
          : [
              `${model}: DIFFERENT, ${differing.length} of ${sampled} rows are not as the log makes them:`,
              ...differing.map((key) => `  ${key}`),
              `Mend it: onfile read-models rebuild ${model} --why "…"`,
            ].join('\n'),
      );
    });
}

/** Looks at a rebuild until it ends. Interrupted, the rebuild itself goes on. */
async function watched(call: Call, taken: Rebuild): Promise<Rebuild> {
  const bar = new SingleBar({ format: `${taken.model} {bar} {value}/{total}`, stream: process.stderr });
  const isShown = call.output.isTerminal;
  const interrupted = new AbortController();
  const stop = (): void => interrupted.abort();
  process.once('SIGINT', stop);
  if (isShown) bar.start(1, 0);
  try {
    for (let job = taken; ;) {
      if (job.state === 'done' || job.state === 'failed') return job;
      if (interrupted.signal.aborted) {
        call.output.err('It goes on without you: onfile read-models rebuilds');
        return job;
      }
      await sleep(LOOK_EVERY_MS, undefined, { signal: interrupted.signal }).catch(() => undefined); // woken to stop
      const params = { path: { id: taken.id } };
      job = await answered(call.client.GET('/v1/operations/read-models/rebuilds/{id}', { params }));
      if (isShown) {
        bar.setTotal(Math.max(1, Number(job.goal)));
        bar.update(Number(job.position));
      }
    }
  } finally {
    if (isShown) bar.stop();
    process.off('SIGINT', stop);
  }
}

/** It failed, or what was compared and left as it is was found to differ. */
const isNotWell = ({ state, outcome }: Rebuild): boolean =>
  state === 'failed' || (outcome !== undefined && !outcome.equal && !outcome.swapped);

function lineOf({ model, state, events, position, goal, outcome, failure }: Rebuild): string {
  if (state === 'failed') return `${model}: failed (${failure}); the live rows are as they were.`;
  if (!outcome) return `${model}: ${state}, ${events} events, at ${position} of ${goal}`;
  const { equal, rows, onlyLive, onlyRebuilt, swapped } = outcome;
  const found = equal ? 'equal to the live one' : `DIFFERENT: ${onlyLive} rows only live, ${onlyRebuilt} only rebuilt`;
  return `${model}: ${events} events, ${rows.rebuilt} rows, ${found}${swapped ? ', swapped in' : ''}.`;
}
