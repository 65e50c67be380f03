import { temporalCliPath } from '@onfile/infra';
import { taskQueues } from '@onfile/temporal';
import { deductionRun } from '@onfile/workflows';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { keepHistory } from '../replay/keep-history';
import { PERIOD } from './bench/bill-bench';
import { withBillWorkflows } from './bench/bill-workflows';

const ACCOUNTS = 40;
/** The server says so early that a history is long enough; where it runs for real it says so at 4,096 events. */
const LONG = 24;

/** The real server: the one with virtual time never says that a history is long enough. */
async function startReal(): Promise<TestWorkflowEnvironment> {
  const executable = { type: 'existing-path', path: await temporalCliPath() } as const;
  const extraArgs = ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${LONG}`];
  return TestWorkflowEnvironment.createLocal({ server: { executable, extraArgs } });
}

describe('a deduction run that is long', () => {
  const open = withBillWorkflows(startReal);

  it('R30a goes on in new histories, each short, and is one run: every bill once, and counted once', async () => {
    const { env, bench } = open();
    for (let n = 0; n < ACCOUNTS; n += 1) {
      const accountId = `acc_${String(n).padStart(3, '0')}`;
      bench.account(accountId);
      bench.card(`${accountId}_a`, undefined, { accountId, expiry: '2999-12' });
      bench.charge(1_000 + n, { accountId });
    }
    const { workflow } = env.client;
    const workflowId = `deductionRun/${PERIOD}`;
    const first = await workflow.start(deductionRun, {
      ...{ taskQueue: taskQueues.billing, workflowId, args: [{ period: PERIOD, by: 'spec' }] },
    });
    expect(await first.result()).toMatchObject({ accounts: ACCOUNTS, issued: ACCOUNTS, paid: ACCOUNTS });
    expect(bench.log.streams('bill')).toHaveLength(ACCOUNTS);
    expect(bench.gateway.chargeLedger().filter(({ captured }) => captured > 0)).toHaveLength(ACCOUNTS);

    const begun = workflow.getHandle(workflowId, first.firstExecutionRunId);
    const [its, last] = await Promise.all([begun.fetchHistory(), workflow.getHandle(workflowId).fetchHistory()]);
    expect(its.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes).toBeTruthy();
    for (const { events } of [its, last]) expect(events?.length).toBeLessThan(3 * LONG);
    await keepHistory('deduction-run-continued', begun);
  });
});
