import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptHistory } from '../../replay/keep-history';
import { type Hands, startHands } from '../../replay/gate/replay-on-all-cores';
import { bytesOf } from '../../replay/gate/sources';
import { bundleOf, workflowBundle } from '../../workflows/bench/workflow-bundle';
import { runBenchmark } from '../harness/benchmark';
import type { Contender } from '../harness/window';
import { type BareReplayers, startBareReplayers } from './bare-replayers';
import { trivialHistory } from './trivial-history';

const ABOUT = [
  'Ours: the kept history of a card added with the bank page, against the workflows of today, by the processes of the deploy',
  'gate: one for each core, each history sent to one of them in the bytes of the protocol, as they come from the server.',
  'The bare thing: the SDK’s replayer as it comes, one for each core, over the history of a workflow that only waits, of equal',
  'length, which it has in memory. Below, for comparison, the same trivial history by the processes of the deploy gate. All have',
  'loaded their bundle before the first window.',
].join('\n');

const CORES = availableParallelism();

const named = (pids: readonly number[]): Record<string, number> =>
  Object.fromEntries(pids.map((pid, n) => [`replayer ${n + 1}`, pid]));

/** Replays one history again and again, on all cores, until the window is over. */
function gate(name: string, hands: Hands, history: Uint8Array): Contender {
  return {
    name,
    processes: named(hands.pids),
    async work(windowMs) {
      const until = performance.now() + windowMs;
      function* again() {
        for (let n = 0; performance.now() < until; n += 1) yield { workflowId: `replayed-${n}`, history };
      }
      let units = 0;
      await hands.replay(again(), ({ broken }) => {
        if (broken) throw new Error(`it does not replay: ${broken.why}`);
        units += 1;
      });
      return { units };
    },
  };
}

const bare = (replayers: BareReplayers): Contender => ({
  name: 'a bare replayer',
  processes: named(replayers.pids),
  work: async (windowMs) => ({ units: await replayers.replayFor(windowMs) }),
});

runBenchmark({
  name: 'replay',
  title: 'B4: histories replayed',
  about: ABOUT,
  async *run() {
    const folder = await mkdtemp(join(tmpdir(), 'bench-replay-'));
    const kept = keptHistory('success-with-bank-page') as { events: readonly unknown[] };
    const { length } = kept.events;
    const trivial = { bundle: join(folder, 'trivial.js'), history: join(folder, 'trivial.history') };
    await writeFile(trivial.bundle, (await bundleOf(join(__dirname, 'trivial-workflow.ts'))).code);
    await writeFile(trivial.history, bytesOf(trivialHistory(length)));
    const own = await workflowBundle();
    if (!('codePath' in own)) throw new Error('the bundle has no file');
    const hands = startHands({ bundle: own.codePath }, CORES);
    const replayers = startBareReplayers(trivial, CORES);
    const trivials = startHands({ bundle: trivial.bundle }, CORES);
    const journey = gate('the deploy gate', hands, bytesOf(kept));
    try {
      yield {
        what: `histories of ${length} events`,
        unit: 'histories',
        ours: journey,
        bare: bare(replayers),
        target: { kind: 'ratio', atLeast: 0.6 },
      };
      yield {
        what: 'the same, the trivial history by the same processes',
        unit: 'histories',
        ours: journey,
        bare: gate('trivial', trivials, bytesOf(trivialHistory(length))),
        target: { kind: 'none' },
      };
    } finally {
      await Promise.all([hands.stop(), trivials.stop(), replayers.stop()]);
      await rm(folder, { recursive: true, force: true });
    }
  },
}).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
