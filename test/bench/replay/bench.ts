import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptHistory } from '../../replay/keep-history';
import { replayOnAllCores } from '../../replay/gate/replay-on-all-cores';
import { bundleOf, workflowBundle } from '../../workflows/bench/workflow-bundle';
import { runBenchmark } from '../harness/benchmark';
import type { Contender } from '../harness/window';
import { trivialHistory } from './trivial-history';

const ABOUT = [
  'Ours: the kept history of a card added with the bank page, against the workflows of today, as the deploy gate replays it.',
  'The bare thing: a workflow that only waits, with a history of equal length, replayed by the same processes. Each window',
  'starts its processes and loads its bundle.',
].join('\n');

/** Replays one history again and again, on all cores, until the window is over. */
function replays(name: string, bundle: string, history: unknown): Contender {
  return {
    name,
    processes: {},
    async work(windowMs) {
      const until = performance.now() + windowMs;
      function* again() {
        for (let n = 0; performance.now() < until; n += 1) yield { workflowId: `${name}-${n}`, history };
      }
      let units = 0;
      await replayOnAllCores({ bundle }, again(), availableParallelism(), ({ broken }) => {
        if (broken) throw new Error(`${name} does not replay: ${broken.why}`);
        units += 1;
      });
      return { units };
    },
  };
}

runBenchmark({
  name: 'replay',
  title: 'B4: histories replayed',
  about: ABOUT,
  async *run() {
    const folder = await mkdtemp(join(tmpdir(), 'bench-replay-'));
    const bare = join(folder, 'trivial.js');
    await writeFile(bare, (await bundleOf(join(__dirname, 'trivial-workflow.ts'))).code);
    const own = await workflowBundle();
    if (!('codePath' in own)) throw new Error('the bundle has no file');
    const history = keptHistory('success-with-bank-page') as { events: readonly unknown[] };
    try {
      yield {
        what: `histories of ${history.events.length} events`,
        unit: 'histories',
        ours: replays('cardAddition', own.codePath, history),
        bare: replays('trivial', bare, trivialHistory(history.events.length)),
        target: { kind: 'ratio', atLeast: 0.6 },
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
}).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
