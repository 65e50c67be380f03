import { taskQueues } from '@onfile/temporal';
import { createBillingActivities, type BillingPorts } from '@onfile/worker';
import { billDeduction, billMoved, cardsMoved, deductionDryRun, deductionRun, missedRunWatch } from '@onfile/workflows';
import { Context } from '@temporalio/activity';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { startServer } from '../workflows/bench/journey-bench';
import { workflowBundle } from '../workflows/bench/workflow-bundle';
import { billBench, type BillBench } from './bench/bill-bench';

const DAY = 24 * 3_600_000;
/** A month whose third is long past on any clock. */
const PERIOD = '2024-05';
/** Virtual time may go far. */
const expiry = '2999-12';

describe('the workflows of bills, on virtual time', () => {
  let env: TestWorkflowEnvironment;
  let worker: Worker;
  let running: Promise<void>;
  let bench: BillBench;
  let alarms: string[];
  beforeAll(async () => {
    env = await startServer();
    bench = billBench({ policy: { waitScale: 0 } });
    alarms = [];
    // The server's own time, which skips ahead while workflows wait.
    const now = () => new Date(Context.current().info.currentAttemptScheduledTimestampMs).toISOString();
    const ports: BillingPorts = {
      ...bench.ports,
      now,
      finder: {
        accountsToBill: async ({ partition, partitions, after, limit }) =>
          bench.log
            .streams('charges')
            .map((name) => name.slice('charges-'.length, -'-202405'.length))
            .sort()
            .filter((id, n) => n % partitions === partition && (after === undefined || id > after))
            .slice(0, limit),
        unfinishedBills: async () => [],
        idleBills: async () => [],
        catchUp: async () => undefined,
      },
      startDeduction: async ({ billId }) =>
        void (await env.client.workflow.start(billDeduction, {
          workflowId: `billDeduction/${billId}`,
          taskQueue: taskQueues.billing,
          args: [{ billId }],
          workflowIdConflictPolicy: 'USE_EXISTING',
        })),
      isRunning: async () => false,
      alarm: (what) => void alarms.push(what),
      heartbeat: () => undefined,
      run: { partitions: 2, pageSize: 3, atOnce: 4, missedAfterMs: 0 },
    };
    worker = await Worker.create({
      connection: env.nativeConnection,
      taskQueue: taskQueues.billing,
      workflowBundle: await workflowBundle(),
      activities: createBillingActivities(ports),
      maxCachedWorkflows: 0, // every task replays its history: a workflow that is not the same twice fails here
    });
    running = worker.run();
    for (const [n, answers] of [undefined, [{ on: 'decline', networkCode: '51' }] as const, undefined].entries()) {
      for (const twin of ['x', 'y', 'z']) {
        const accountId = `acc_${twin}${n}`;
        bench.account(accountId);
        bench.card(`${accountId}_a`, answers && twin === 'x' ? answers : undefined, { accountId, expiry });
        bench.charge(1_000 + n, { accountId });
      }
    }
  }, 120_000);
  afterAll(async () => {
    worker.shutdown();
    await running;
    await env.teardown();
  });
  const start = { taskQueue: taskQueues.billing };

  it('X16 the watch notes a month without a run', async () => {
    const missed = await env.client.workflow.execute(missedRunWatch, { ...start, workflowId: 'missedRunWatch' });
    expect(missed.missed).toMatch(/^\d{4}-\d{2}$/);
    expect(alarms).toStrictEqual(['run-missed']);
  });

  it('X3 a dry run prices all accounts and writes nothing', async () => {
    const before = bench.log.all().length;
    const args = {
      ...start,
      workflowId: `deductionDryRun/${PERIOD}/1`,
      args: [{ period: PERIOD }] as [{ period: string }],
    };
    expect(await env.client.workflow.execute(deductionDryRun, args)).toStrictEqual({
      accounts: 9,
      bills: 9,
      cannotPay: 0,
      totals: { USD: 9_009 },
    });
    expect(bench.log.all()).toHaveLength(before);
  });

  it('R30a a run goes through its partitions and pages, and started again it is the same run', async () => {
    const run = (workflowId: string) =>
      env.client.workflow.execute(deductionRun, { ...start, workflowId, args: [{ period: PERIOD, by: 'spec' }] });
    const counts = await run(`deductionRun/${PERIOD}`);
    expect(counts).toMatchObject({ accounts: 9, issued: 9, paid: 8, waiting: 1 });
    expect(await run(`deductionRun/${PERIOD}/again`)).toStrictEqual(counts);
    expect(bench.log.types(`deductionRun-${PERIOD}`).at(-1)).toBe('DeductionRunFinished');
  });

  it('D14 a bill that no card pays waits for its rounds, then for restriction and suspension', async () => {
    const handle = env.client.workflow.getHandle<typeof billDeduction>(`billDeduction/acc_x1-${PERIOD}`);
    expect(await handle.result()).toBe('uncollected');
    const facts = bench.log.facts(`bill-acc_x1-${PERIOD}`).map(({ fact }) => fact);
    const overdueAt = facts.find(({ type }) => type === 'PaymentOverdue')!.at;
    const failed = facts.filter(({ type }) => type === 'DeductionRoundFailed').map(({ at }) => Date.parse(at));
    // On the day, whatever the moments that a timer takes.
    const days = failed.map((at) => Math.round((at - Date.parse(overdueAt)) / DAY));
    expect(days).toStrictEqual([0, 1, 3, 5, 7]);
    expect(facts.at(-1)?.type).toBe('CollectionEnded');
  });

  it('D14 a card that is added wakes the bill, also after its process has ended', async () => {
    const accountId = 'acc_x1';
    bench.card(`${accountId}_b`, undefined, { accountId, expiry });
    const args = { ...start, workflowId: 'cardsMoved/event_1', args: [{ accountId }] as [{ accountId: string }] };
    expect(await env.client.workflow.execute(cardsMoved, args)).toBe(1);
    const handle = env.client.workflow.getHandle<typeof billDeduction>(`billDeduction/${accountId}-${PERIOD}`);
    expect(await handle.result()).toBe('paid');
    expect(bench.log.types(`account-${accountId}`).slice(-2)).toStrictEqual(['BillSettled', 'AccountRestored']);
  });

  it('D7 an unknown outcome is looked up until it is known; a hint ends the wait early', async () => {
    const accountId = 'acc_unknown';
    bench.account(accountId);
    bench.card(`${accountId}_a`, undefined, { accountId, expiry });
    bench.charge(700, { accountId });
    bench.gateway.failCharges('charge', 'lost-after');
    const billId = `${accountId}-${PERIOD}`;
    const handle = await env.client.workflow.start(billDeduction, {
      ...start,
      workflowId: `billDeduction/${billId}`,
      args: [{ billId }],
    });
    await handle.signal(billMoved);
    expect(await handle.result()).toBe('paid');
    expect(bench.types(billId)).toStrictEqual([
      'BillIssued',
      'CardChargeStarted',
      'CardChargeUnknown',
      'CardCharged',
      'BillPaid',
    ]);
  });
});
