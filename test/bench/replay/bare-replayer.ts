import { temporal } from '@temporalio/proto';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { readFileSync } from 'node:fs';

/** What the bare replayer replays: the bundle and the one history, as files. */
export interface BareOrder {
  readonly bundle: string;
  readonly history: string;
}

/** One process of the bare thing: the SDK's replayer as it comes, over one history that it has in memory. */
const { bundle, history } = JSON.parse(process.argv[2] ?? '{}') as BareOrder;
Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
const decoded = temporal.api.history.v1.History.decode(readFileSync(history));

let until = 0;
let units = 0;
let wake: () => void = () => undefined;
let isOver = false;

/** Works until the time that it is sent, answers how many it has done, and waits for the next. */
process.on('message', (time: number) => {
  until = time;
  wake();
});
process.on('disconnect', () => {
  isOver = true;
  wake();
});

async function* again() {
  for (let n = 0; !isOver; n += 1) {
    if (Date.now() < until) {
      yield { workflowId: `trivial-${n}`, history: decoded };
      continue;
    }
    if (until > 0) process.send?.(units);
    units = 0;
    await new Promise<void>((woken) => (wake = woken));
  }
}

async function replay(): Promise<void> {
  const options = { workflowBundle: { codePath: bundle } };
  for await (const { error } of Worker.runReplayHistories(options, again())) {
    if (error) throw error;
    units += 1;
  }
}

replay().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
