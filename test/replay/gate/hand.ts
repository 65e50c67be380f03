import { failureConverterPath, payloadCodec } from '@onfile/temporal';
import { readSettings } from '@onfile/settings';
import { temporal } from '@temporalio/proto';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { replayLean } from './lean-replayer';
import type { Gate, Replayed } from './replay-on-all-cores';
import type { KeptHistory } from './sources';

/** One process of the deploy gate: replays what it is sent, one after the other, until nobody sends any more. */
const gate = JSON.parse(process.argv[2] ?? '{}') as Gate;
Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
replayLean();

const waiting: KeptHistory[] = [];
let wake: () => void = () => undefined;
let isOver = false;
process.on('message', (history: KeptHistory) => {
  waiting.push(history);
  wake();
});
process.on('disconnect', () => {
  isOver = true;
  wake();
});

const { History } = temporal.api.history.v1;

async function* sent() {
  for (;;) {
    const next = waiting.shift();
    if (next) yield { workflowId: next.workflowId, history: History.decode(next.history) };
    else if (isOver) return;
    else await new Promise<void>((woken) => (wake = woken));
  }
}

/** Histories that were exported in clear replay too. */
function convertersOf({ secretsFile }: Gate) {
  if (secretsFile === undefined) return {};
  const { secrets } = readSettings({ ONFILE_SECRETS_FILE: secretsFile }, ['secrets']);
  const payloadCodecs = [payloadCodec(secrets.payloadKeys, { strict: false })];
  return { dataConverter: { payloadCodecs, failureConverterPath } };
}

/** What the SDK's core found, without what it wraps it in. */
const CORE = /\[TMPRL\d+\] ([^"\\]+)/;
/** Words of a replay that name the event it stopped at. */
const EVENT = /(?:HistoryEvent\(id: |event_id: |eventId[:=] ?)(\d+)/;

async function replay(): Promise<void> {
  const options = { workflowBundle: { codePath: gate.bundle }, ...convertersOf(gate) };
  for await (const { workflowId, error } of Worker.runReplayHistories(options, sent())) {
    const message = error?.message ?? '';
    const id = EVENT.exec(message)?.[1];
    const why = CORE.exec(message)?.[1] ?? message;
    const broken = error && { kind: error.name, why, ...(id !== undefined && { eventId: Number(id) }) };
    process.send?.({ workflowId, ...(broken && { broken }) } satisfies Replayed);
  }
}

replay().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'failed'}\n`);
    process.exit(1);
  },
);
