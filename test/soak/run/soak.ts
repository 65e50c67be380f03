import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { stream } from '@onfile/event-log';
import { taskQueues } from '@onfile/temporal';
import { deductionRun, settlementCheck } from '@onfile/workflows';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { fillAccounts, PERIOD } from '../../bench/bills/accounts';
import { startAround } from '../../bench/bills/processes';
import { residentMiB } from '../../bench/harness/cpu';
import { startTemporal } from './temporal';
import { startBillingWorker } from './worker';

/** `--accounts=n`; every twentieth default has insufficient balance, so that the next card pays. */
const ACCOUNTS = Number(process.argv.find((word) => word.startsWith('--accounts='))?.split('=')[1] ?? 100_000);
const ODD = 20;
/** Temporal's own limit for one history, and what one payload may hold. */
const MOST_EVENTS = 4_096;
const MOST_BYTES = 512 * 1024;

/** What is promised, and whether it held. */
const promises: { readonly what: string; readonly held: boolean }[] = [];
const promise = (what: string, held: boolean): void => {
  promises.push({ what, held });
  console.log(`${held ? 'held ' : 'BROKEN'} ${what}`);
};

/** One deduction run of a great many accounts, on Temporal, the event node, PostgreSQL, the projector and the bank. */
async function soak(): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const around = await startAround(0);
  const temporal = await startTemporal();
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection });
  const filling = KurrentDBClient.connectionString(around.logUrl);
  try {
    const begun = performance.now();
    const prefix = await insufficientPrefix(around.bankUrl);
    await fillAccounts(filling, around.bankUrl, 'acc', ACCOUNTS, { every: ODD, prefix });
    console.log(`${ACCOUNTS} accounts with their cards and charges after ${seconds(begun)} s`);
    const worker = await startBillingWorker(around, temporal.address, client);
    await runAll(client, around.pids);
    await expectWhole(client, worker.log);
    await worker.stop();
  } finally {
    await filling.dispose();
    await connection.close();
    await temporal.stop();
    await around.stop();
  }
}

async function runAll(client: Client, pids: Readonly<Record<string, number>>): Promise<void> {
  const memory: Record<string, number[]> = {};
  const look = (): void => {
    for (const [name, pid] of Object.entries({ worker: process.pid, ...pids })) {
      (memory[name] ??= []).push(residentMiB(pid));
    }
  };
  const looking = setInterval(look, 1_000);
  const begun = performance.now();
  const handle = await client.workflow.start(deductionRun, {
    workflowId: `deductionRun/${PERIOD}`,
    taskQueue: taskQueues.billing,
    args: [{ period: PERIOD, by: 'soak' }],
  });
  const counts = await handle.result();
  clearInterval(looking);
  const took = seconds(begun);
  console.log(`${JSON.stringify(counts)} in ${took} s: ${Math.round(ACCOUNTS / took)} bills/s`);
  for (const [name, sizes] of Object.entries(memory)) console.log(`memory of ${name}: ${told(sizes)}`);
  const ours = memory['worker'] ?? [];
  promise('the worker’s memory is flat', late(ours) <= early(ours) * 1.25 + 64);
  promise('every account has its bill', counts.accounts === ACCOUNTS && counts.issued === ACCOUNTS);
  promise('every bill that a card could pay is paid', counts.paid + counts.waiting === ACCOUNTS && counts.failed === 0);
  await expectSmall(handle);
}

/** Histories under 4,096 events, no payload over 512 KB. */
async function expectSmall(handle: WorkflowHandle): Promise<void> {
  const { events } = await handle.fetchHistory();
  const sizes = (events ?? []).map((event) => Buffer.byteLength(JSON.stringify(event)));
  console.log(`the history of the run: ${sizes.length} events, the largest ${Math.max(0, ...sizes)} bytes`);
  promise(
    'the history of the run is short and its payloads small',
    sizes.length < MOST_EVENTS && Math.max(...sizes) < MOST_BYTES,
  );
}

/** The bank's own account of the day equals the log, and the numbers have no gap. */
async function expectWhole(client: Client, log: Awaited<ReturnType<typeof startBillingWorker>>['log']): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  const { lines, findings } = await client.workflow.execute(settlementCheck, {
    workflowId: `settlementCheck/${day}`,
    taskQueue: taskQueues.billing,
    args: [{ day }],
  });
  const poor = Math.ceil(ACCOUNTS / ODD);
  console.log(`the bank’s file of ${day}: ${lines} lines, ${findings} findings`);
  promise('the bank’s ledger equals the log', findings === 0 && lines >= ACCOUNTS - poor && lines <= ACCOUNTS);
  const { states } = await log.load({ numbers: stream('billNumbers', day.slice(0, 4)) });
  const { next, voided } = states.numbers;
  promise('bill numbers have no gap', next - 1 - voided.length === ACCOUNTS);
}

/** How the numbers begin of cards that have no money left when the bill comes. */
async function insufficientPrefix(bankUrl: string): Promise<string> {
  const answer = await fetch(`${bankUrl}/scenarios.json`);
  const { scenarios } = (await answer.json()) as { scenarios: { name: string; number: string }[] };
  const found = scenarios.find(({ name }) => name === 'insufficient-at-billing');
  if (!found) throw new Error('the bank has no such card');
  return found.number.slice(0, 8);
}

const seconds = (since: number): number => Math.round((performance.now() - since) / 1_000);
const quarter = (sizes: readonly number[]): number => Math.max(1, Math.floor(sizes.length / 4));
const mean = (sizes: readonly number[]): number => sizes.reduce((sum, one) => sum + one, 0) / Math.max(1, sizes.length);
const early = (sizes: readonly number[]): number => mean(sizes.slice(quarter(sizes), 2 * quarter(sizes)));
const late = (sizes: readonly number[]): number => mean(sizes.slice(-quarter(sizes)));
const told = (sizes: readonly number[]): string =>
  `${Math.round(early(sizes))} MiB in its second quarter, ${Math.round(late(sizes))} in its last, ${Math.round(Math.max(...sizes))} at most`;

soak().then(
  () => process.exit(promises.every(({ held }) => held) ? 0 : 1),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
