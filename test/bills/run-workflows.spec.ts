import type { DueTime } from '@onfile/domain';
import { taskQueues } from '@onfile/temporal';
import {
  deductionDryRun,
  deductionRun,
  missedRunWatch,
  runPaused,
  settlementCheck,
  startDeductionRun,
} from '@onfile/workflows';
import { eventually } from '../workflows/bench/with-bench';
import { keepHistory } from '../replay/keep-history';
import { PERIOD } from './bench/bill-bench';
import { withBillWorkflows } from './bench/bill-workflows';

const NEXT = '2024-06';
const start = { taskQueue: taskQueues.billing };
const due: DueTime = { zone: 'Asia/Shanghai', dayOfMonth: 3, hour: 3 };

describe('the workflows of a deduction run, on virtual time', () => {
  const open = withBillWorkflows();
  const begin = (period: string, workflowId = `deductionRun/${period}`) =>
    open().env.client.workflow.start(deductionRun, { ...start, workflowId, args: [{ period, by: 'spec' }] });
  beforeAll(() => {
    const { bench } = open();
    for (const [n, networkCode] of [undefined, '51', undefined].entries()) {
      for (const twin of ['x', 'y', 'z']) {
        const accountId = `acc_${twin}${n}`;
        const answers =
          networkCode !== undefined && twin === 'x' ? [{ on: 'decline', networkCode } as const] : undefined;
        bench.account(accountId);
        bench.card(`${accountId}_a`, answers, { accountId, expiry: '2999-12' });
        bench.charge(1_000 + n, { accountId });
      }
    }
  });

  it('X16 the watch notes a month without a run once its grace is over', async () => {
    const { env, alarms, shape } = open();
    const watch = async (ending: string) => {
      const options = { ...start, workflowId: `missedRunWatch/${ending}` };
      const handle = await env.client.workflow.start(missedRunWatch, options);
      const answer = await handle.result();
      await keepHistory(ending, handle);
      return answer;
    };
    expect((await watch('run-missed')).missed).toMatch(/^\d{4}-\d{2}$/);
    expect(alarms).toStrictEqual(['run-missed']);
    shape.missedAfterMs = Number.MAX_SAFE_INTEGER; // the grace is not over: nothing was missed yet
    expect(await watch('run-not-missed')).toStrictEqual({});
    expect(alarms).toStrictEqual(['run-missed']);
  });

  it('X3 a dry run prices all accounts and writes nothing', async () => {
    const { env, bench } = open();
    const before = bench.log.all().length;
    const handle = await env.client.workflow.start(deductionDryRun, {
      ...start,
      workflowId: `deductionDryRun/${PERIOD}/1`,
      args: [{ period: PERIOD }],
    });
    expect(await handle.result()).toStrictEqual({
      ...{ accounts: 9, bills: 9, cannotPay: 0 },
      ...{ totals: { USD: 9_009 }, withoutRate: {} },
    });
    expect(bench.log.all()).toHaveLength(before);
    await keepHistory('deduction-dry-run', handle);
  });

  it('R30a a run goes through its partitions and pages, and started again it is the same run', async () => {
    const { bench } = open();
    const run = await begin(PERIOD);
    const counts = await run.result();
    expect(counts).toMatchObject({ accounts: 9, issued: 9, paid: 8, waiting: 1 });
    await keepHistory('deduction-run', run);
    const again = await begin(PERIOD, `deductionRun/${PERIOD}/again`);
    expect(await again.result()).toStrictEqual(counts);
    expect(bench.log.types(`deductionRun-${PERIOD}`).at(-1)).toBe('DeductionRunFinished');
    await keepHistory('deduction-run-already-finished', again);
  });

  it('X8 a run that is paused begins no page until it is resumed', async () => {
    const { env, bench } = open();
    const handle = await env.client.workflow.signalWithStart(deductionRun, {
      ...start,
      workflowId: `deductionRun/${NEXT}`,
      args: [{ period: NEXT, by: 'spec' }],
      signal: runPaused,
      signalArgs: [true],
    });
    const types = () => bench.log.types(`deductionRun-${NEXT}`);
    await eventually(() => types().length > 0);
    expect(types()).toStrictEqual(['DeductionRunStarted']);
    await handle.signal(runPaused, false);
    await handle.result();
    expect(types()).toContain('DeductionPageIssued');
    expect(types().at(-1)).toBe('DeductionRunFinished');
    await keepHistory('deduction-run-paused', handle);
  });

  it('X8 a run that is resumed while it looks whether it was paused goes on', async () => {
    const { env, bench } = open();
    const period = '2024-07';
    const paused = { type: 'DeductionRunPaused', at: '2024-08-03T00:00:00.000Z', data: { by: 'op_1', why: 'spec' } };
    bench.log.given(`deductionRun-${period}`, paused as never);
    // It is told before its first look at the stream is answered, which is from before that.
    await env.client.workflow.signalWithStart(deductionRun, {
      ...start,
      workflowId: `deductionRun/${period}`,
      args: [{ period, by: 'spec' }],
      signal: runPaused,
      signalArgs: [false],
    });
    await eventually(() => bench.log.types(`deductionRun-${period}`).at(-1) === 'DeductionRunFinished');
  });

  it('D9 a run before its third is refused', async () => {
    const handle = await begin('2998-05');
    await expect(handle.result()).rejects.toMatchObject({ cause: { cause: { type: 'Refusal' } } });
    await keepHistory('deduction-run-refused', handle);
  });

  it('X2 each day the settlement file of the day before is compared', async () => {
    const { env } = open();
    const handle = await env.client.workflow.start(settlementCheck, { ...start, workflowId: 'settlementCheck' });
    const { day, findings } = await handle.result();
    expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(findings).toBe(0);
    await keepHistory('settlement-check', handle);
  });

  it('D9 a firing of the schedule bills the month before it, and finds the run that is there', async () => {
    const { env, bench } = open();
    const fire = async (ending: string, at: DueTime) => {
      const workflowId = `startDeductionRun/${ending}`;
      const handle = await env.client.workflow.start(startDeductionRun, { ...start, workflowId, args: [at] });
      const answer = await handle.result();
      await keepHistory(ending, handle);
      return answer;
    };
    const long = await fire('schedule-too-early', { ...due, hour: 40 * 24 });
    expect(Object.keys(long)).toStrictEqual(['notDueBefore']);
    const past = { ...due, dayOfMonth: 1, hour: 0 };
    const started = await fire('schedule-starts-run', past);
    const period = 'period' in started ? started.period : '';
    const workflowId = `deductionRun/${period}`;
    await env.client.workflow.getHandle(workflowId).result();
    expect(bench.log.types(`deductionRun-${period}`).at(-1)).toBe('DeductionRunFinished');
    // Another hour of the same third finds that it has been done.
    expect(await fire('schedule-fires-again', past)).toStrictEqual({ period });
  });
});
