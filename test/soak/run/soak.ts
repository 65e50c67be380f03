import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { stream } from '@onfile/event-log';
import { taskQueues } from '@onfile/temporal';
import { deductionRun, settlementCheck } from '@onfile/workflows';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { fillAccounts, PERIOD } from '../../bench/bills/accounts';
import { startAround } from '../../bench/bills/processes';
import { type SoakApi, startSoakApi } from './api';
import { startTemporal } from './temporal';
import { courseOf, isFlat, watch } from './watch';
import { startBillingWorker } from './worker';

const given = (name: string, otherwise: number): number =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);

/** `--accounts=n`; every nineteenth default has insufficient balance: the next card pays, or the bill waits. */
const ACCOUNTS = given('accounts', 100_000);
const ODD = 19;
/** Accounts that are put there between two words about it, a whole number of nineteens. */
const TOGETHER = 4_750;
/** `--minutes=n`: a run that takes longer is broken off, and its promise with it. */
const MINUTES = given('minutes', 30);
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
    for (let made = 0; made < ACCOUNTS; made += TOGETHER) {
      const some = Math.min(TOGETHER, ACCOUNTS - made);
      await fillAccounts(filling, around.bankUrl, `acc${made / TOGETHER}x`, some, { every: ODD, prefix });
      console.log(`${made + some} of ${ACCOUNTS} accounts with their cards and charges after ${seconds(begun)} s`);
    }
    const worker = await startBillingWorker(around, temporal.address, client);
    const api = await startSoakApi(around, temporal.address);
    try {
      await runAll(client, api, { ...around.pids, temporal: temporal.pid });
      await expectWhole(client, worker.log);
    } finally {
      await api.stop();
      await worker.stop();
    }
  } finally {
    await filling.dispose();
    await connection.close();
    await temporal.stop();
    await around.stop();
  }
}

/** The run, watched by an operator who looks at the control room every second. */
async function runAll(client: Client, api: SoakApi, pids: Readonly<Record<string, number>>): Promise<void> {
  const begun = performance.now();
  const watching = watch({ worker: process.pid, api: api.pid, ...pids }, () => progress(api));
  const handle = await client.workflow.start(deductionRun, {
    workflowId: `deductionRun/${PERIOD}`,
    taskQueue: taskQueues.billing,
    args: [{ period: PERIOD, by: 'soak' }],
  });
  const tooLong = setTimeout(() => void handle.terminate(`longer than ${MINUTES} minutes`), MINUTES * 60_000);
  const counts = await handle.result().catch((error: unknown) => {
    console.error(error);
    return undefined;
  });
  clearTimeout(tooLong);
  const memory = watching.end();
  const took = seconds(begun);
  console.log(`${JSON.stringify(counts)} in ${took} s: ${Math.round(ACCOUNTS / took)} bills/s`);
  for (const [name, sizes] of Object.entries(memory)) console.log(`memory of ${name}: ${courseOf(sizes)}`);
  promise(`the run ends within ${MINUTES} minutes`, counts !== undefined);
  for (const name of ['worker', 'api', 'projector'])
    promise(`the memory of the ${name} is flat`, isFlat(memory[name] ?? []));
  if (counts === undefined) return;
  promise('every account has its bill', counts.accounts === ACCOUNTS && counts.issued === ACCOUNTS);
  promise('every bill that a card could pay is paid', counts.paid + counts.waiting === ACCOUNTS && counts.failed === 0);
  await expectSmall(handle);
}

async function progress(api: SoakApi): Promise<string> {
  const run = await api.run(PERIOD);
  return run
    ? `${run.status}, ${run.counts['accounts']} of ${ACCOUNTS} accounts, ${run.counts['paid']} paid`
    : 'not begun';
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
  const poor = Math.ceil(ACCOUNTS / ODD); // each of them pays by another card, or waits
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

soak().then(
  () => process.exit(promises.every(({ held }) => held) ? 0 : 1),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
