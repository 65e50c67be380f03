import { specify } from '@onfile/testing';
import { dueAt } from '../bill/period';
import { later } from '../instant';
import type { DeductionRunEvent } from './events';
import {
  decideDeductionRun,
  evolveDeductionRun,
  initialDeductionRun,
  isMissed,
  noCounts,
  type DeductionRunCommand,
} from './run';

const DUE = { zone: 'Asia/Shanghai', dayOfMonth: 3, hour: 3 };
const PERIOD = '2024-05';
const THIRD = dueAt(PERIOD, DUE);
const HOUR = 3_600_000;

const runs = specify(
  {
    initial: initialDeductionRun,
    evolve: evolveDeductionRun,
    decide: (command: DeductionRunCommand, run, at) => decideDeductionRun(command, run, DUE, at),
  },
  THIRD,
);
const start = { type: 'Start', period: PERIOD, partitions: 2, pageSize: 250, by: 'schedule' } as const;
const started: DeductionRunEvent = {
  type: 'DeductionRunStarted',
  at: THIRD,
  data: { period: PERIOD, partitions: 2, pageSize: 250, zone: DUE.zone, dueAt: THIRD, by: 'schedule' },
};
const page = (partition: number, through: string, isLast: boolean): DeductionRunEvent => ({
  type: 'DeductionPageIssued',
  at: THIRD,
  data: { partition, through, isLast, counts: { ...noCounts, accounts: 1, paid: 1 }, failed: [] },
});
const paused: DeductionRunEvent = { type: 'DeductionRunPaused', at: THIRD, data: { by: 'op', why: 'bank' } };

describe('a deduction run', () => {
  it('R30a starts on the third, and started twice it is one run', () => {
    runs.given().when(start).then([started]);
    runs.given(started).when(start).thenNothing();
  });

  it('D9 is refused before the third, and for what is no month', () => {
    runs.given().when(start, later(THIRD, -1)).thenRefused('period-not-over', { retryAt: THIRD });
    runs
      .given()
      .when({ ...start, period: '2024-13' })
      .thenRefused('period-invalid', { field: 'period' });
  });

  it('X8 goes on from its pages: each is noted once, in its place', () => {
    const note = { type: 'NotePage', partition: 0, through: 'b', isLast: false, counts: noCounts, failed: [] } as const;
    runs
      .given(started, page(0, 'a', false))
      .when({ ...note, after: 'a' })
      .then([
        {
          type: 'DeductionPageIssued',
          at: THIRD,
          data: { partition: 0, through: 'b', isLast: false, counts: noCounts, failed: [] },
        },
      ]);
    runs
      .given(started, page(0, 'a', false), page(0, 'b', false))
      .when({ ...note, after: 'a' })
      .thenNothing();
    runs
      .given(started, page(0, 'a', true))
      .when({ ...note, after: 'a' })
      .thenNothing();
  });

  it('X8 is paused and resumed, with a reason', () => {
    const turn = (type: 'Pause' | 'Resume', why = 'bank') => ({ type, by: 'op', why });
    runs.given(started).when(turn('Pause')).then([paused]);
    runs.given(started, paused).when(turn('Pause')).thenNothing();
    runs.given(started).when(turn('Pause', ' ')).thenRefused('reason-missing', {});
    runs.given(started).when(turn('Resume')).thenNothing();
    runs
      .given(started, paused)
      .when(turn('Resume'))
      .then([{ type: 'DeductionRunResumed', at: THIRD, data: { by: 'op', why: 'bank' } }]);
  });

  it('X8 ends when all partitions have, once, with its figures', () => {
    const counts = { ...noCounts, accounts: 2, paid: 2 };
    runs
      .given(started, page(0, 'a', true))
      .when({ type: 'Finish' })
      .thenNothing();
    runs
      .given(started, page(0, 'a', true), page(1, 'b', true))
      .when({ type: 'Finish' })
      .then([{ type: 'DeductionRunFinished', at: THIRD, data: { counts } }]);
  });

  it('X16 is missed when the third has passed without it', () => {
    const run = evolveDeductionRun(initialDeductionRun, started);
    expect(isMissed(initialDeductionRun, PERIOD, DUE, 6 * HOUR, later(THIRD, 6 * HOUR))).toBe(false);
    expect(isMissed(initialDeductionRun, PERIOD, DUE, 6 * HOUR, later(THIRD, 6 * HOUR + 1))).toBe(true);
    expect(isMissed(run, PERIOD, DUE, 6 * HOUR, later(THIRD, 24 * HOUR))).toBe(false);
    runs.given(started).when({ type: 'NoteMissed', period: PERIOD }).thenNothing();
    runs
      .given()
      .when({ type: 'NoteMissed', period: PERIOD })
      .then([{ type: 'DeductionRunMissed', at: THIRD, data: { period: PERIOD, dueAt: THIRD } }]);
  });
});
