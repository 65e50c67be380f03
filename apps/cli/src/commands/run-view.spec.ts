import { run } from '../../testing/door';
import { EXIT } from '../exit-codes';

const COUNTS = { accounts: 4, issued: 3, paid: 2, waiting: 1, blocked: 0, nothing: 0, failed: 1 };
const RUN = {
  ...{ period: '2024-05', status: 'finished', startedAt: '2024-06-02T19:00:00.000Z', startedBy: 'schedule' },
  ...{ dueAt: '2024-06-02T19:00:00.000Z', finishedAt: '2024-06-02T19:00:02.000Z', partitions: 2, partitionsDone: 2 },
  ...{ pages: 2, counts: COUNTS, failed: [] as { accountId: string; cause: string }[] },
  bills: [
    { status: 'paid', currency: 'USD', bills: 2, minor: 300 },
    { status: 'overdue', currency: 'USD', bills: 1, minor: 100 },
  ],
};
const ADDRESS = 'GET /v1/operations/deduction-runs/2024-05';

describe('X8 one run, on the command line', () => {
  it('its bills by how they stand, with amounts and speed', async () => {
    const { code, out } = await run(['runs', 'show', '2024-05'], { [ADDRESS]: [200, RUN] });
    expect(code).toBe(EXIT.fine);
    expect(out).toContain('2 of 2 parts done, 2 pages, 1.5 bills a second');
    expect(out).toMatch(/paid +2 +USD 300/);
    expect(out).toMatch(/overdue +1 +USD 100/);
  });

  it('failures by cause, with the command that helps, and exits with 1', async () => {
    const failed = ['NoRate', 'NoRate', 'Broken'].map((cause, n) => ({ accountId: `acc_${n}`, cause }));
    const { code, out } = await run(['runs', 'show', '2024-05'], { [ADDRESS]: [200, { ...RUN, failed }] });
    expect(code).toBe(EXIT.notWell);
    expect(out).toMatch(/NoRate +2\nBroken +1/);
    expect(out).toContain('onfile runs again 2024-05');
  });

  it('how long it takes yet, once a part of it is done; nothing of it while paused or over', async () => {
    const startedAt = new Date(Date.now() - 600_000).toISOString();
    const show = async (run_: object, ...words: string[]) =>
      (await run(['runs', 'show', '2024-05', ...words], { [ADDRESS]: [200, { ...RUN, finishedAt: null, ...run_ }] }))
        .out;
    const running = { status: 'running', startedAt, partitions: 4, partitionsDone: 2 };
    expect(await show(running)).toMatch(/2 of 4 parts done, .* bills a second, about 10 min left/);
    const { secondsLeft } = JSON.parse(await show(running, '--json')) as { secondsLeft: number };
    expect(secondsLeft).toBeGreaterThanOrEqual(600);
    expect(await show({ ...running, partitions: 40, partitionsDone: 39 })).toMatch(/about 1[56] s left/);
    for (const other of [{ partitionsDone: 0 }, { status: 'paused' }]) {
      expect(await show({ ...running, ...other })).not.toContain('left');
    }
  });

  it('a run that there is not is refused; JSON has the speed too', async () => {
    expect((await run(['runs', 'show', '2024-05'])).code).toBe(EXIT.refused);
    const { out } = await run(['runs', 'show', '2024-05', '--json'], { [ADDRESS]: [200, RUN] });
    expect(JSON.parse(out)).toMatchObject({ billsPerSecond: 1.5, status: 'finished' });
  });
});
