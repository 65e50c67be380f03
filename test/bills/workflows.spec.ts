import { taskQueues } from '@onfile/temporal';
import { billDeduction, billMoved, billNumberSweep, billsAtRisk, billSweep, cardsMoved } from '@onfile/workflows';
import type { Workflow } from '@temporalio/common';
import { keepHistory } from '../replay/keep-history';
import { eventually } from '../workflows/bench/with-bench';
import { PERIOD, type BillBench } from './bench/bill-bench';
import { withBillWorkflows } from './bench/bill-workflows';

const DAY = 24 * 3_600_000;
/** Virtual time may go far. */
const expiry = '2999-12';
const POOR = [{ on: 'decline', networkCode: '51' }] as const;
const start = { taskQueue: taskQueues.billing };

describe('the workflows of one bill, on virtual time', () => {
  const open = withBillWorkflows();
  const spender = (accountId: string, answers?: Parameters<BillBench['card']>[1], minor = 1_000): string => {
    const { bench } = open();
    bench.account(accountId);
    bench.card(`${accountId}_a`, answers, { accountId, expiry });
    bench.charge(minor, { accountId });
    return `${accountId}-${PERIOD}`;
  };
  const deduct = (billId: string) =>
    open().env.client.workflow.start(billDeduction, {
      ...start,
      workflowId: `billDeduction/${billId}`,
      args: [{ billId }],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
  /** Runs a workflow to its end and keeps its history. */
  const run = async <W extends Workflow>(ending: string, workflow: W, ...args: Parameters<W>) => {
    const options = { ...start, workflowId: `${ending}/1`, args } as never;
    const handle = await open().env.client.workflow.start(workflow, options);
    const result = await handle.result();
    await keepHistory(ending, handle);
    return result;
  };

  it('D14 a bill that no card pays waits for its rounds, then for restriction and suspension', async () => {
    const billId = spender('acc_poor', POOR);
    const handle = await deduct(billId);
    expect(await handle.result()).toBe('uncollected');
    const facts = open()
      .bench.log.facts(`bill-${billId}`)
      .map(({ fact }) => fact);
    const overdueAt = facts.find(({ type }) => type === 'PaymentOverdue')!.at;
    const failed = facts.filter(({ type }) => type === 'DeductionRoundFailed').map(({ at }) => Date.parse(at));
    // On the day, whatever the moments that a timer takes.
    const days = failed.map((at) => Math.round((at - Date.parse(overdueAt)) / DAY));
    expect(days).toStrictEqual([0, 1, 3, 5, 7]);
    expect(facts.at(-1)?.type).toBe('CollectionEnded');
    await keepHistory('bill-uncollected', handle);
  });

  it('D14 a card that is added wakes the bill, also after its process has ended', async () => {
    const accountId = 'acc_poor';
    const { bench, env } = open();
    bench.card(`${accountId}_b`, undefined, { accountId, expiry });
    expect(await run('cards-moved-starts-bill', cardsMoved, { accountId })).toBe(1);
    const handle = env.client.workflow.getHandle<typeof billDeduction>(`billDeduction/${accountId}-${PERIOD}`);
    expect(await handle.result()).toBe('paid');
    expect(bench.log.types(`account-${accountId}`).slice(-2)).toStrictEqual(['BillSettled', 'AccountRestored']);
    await keepHistory('bill-paid-when-card-added', handle);
    expect(await run('cards-moved-owes-nothing', cardsMoved, { accountId })).toBe(0);
  });

  it('D14 a card that is added wakes the bill that waits for its next round', async () => {
    const accountId = 'acc_waiting';
    const { bench } = open();
    const billId = spender(accountId, POOR);
    const handle = await deduct(billId);
    await eventually(() => bench.log.types(`account-${accountId}`).includes('BillOverdue'));
    bench.card(`${accountId}_b`, undefined, { accountId, expiry });
    expect(await run('cards-moved-wakes-bill', cardsMoved, { accountId })).toBe(1);
    expect(await handle.result()).toBe('paid');
    await keepHistory('bill-paid-when-woken', handle);
  });

  it('R35 a bill that nothing speaks against is paid at once; asked again it is the same', async () => {
    const billId = spender('acc_rich');
    const first = await deduct(billId);
    expect(await first.result()).toBe('paid');
    await keepHistory('bill-paid', first);
    expect(await (await deduct(billId)).result()).toBe('paid');
    expect(
      open()
        .bench.gateway.chargeLedger()
        .filter(({ reference }) => reference === billId),
    ).toHaveLength(1);
  });

  it('section 6: the card is tried twice, then the next one, in one process', async () => {
    const billId = spender('acc_twice', [{ on: 'decline', networkCode: '91' }]);
    open().bench.card('acc_twice_b', undefined, { accountId: 'acc_twice', expiry });
    const handle = await deduct(billId);
    expect(await handle.result()).toBe('paid');
    await keepHistory('bill-paid-by-second-card', handle);
  });

  it('D7 an unknown outcome is looked up until it is known; a hint ends the wait early', async () => {
    const { bench } = open();
    bench.gateway.failCharges('charge', 'lost-after');
    const billId = spender('acc_unknown');
    const handle = await deduct(billId);
    await handle.signal(billMoved);
    expect(await handle.result()).toBe('paid');
    expect(bench.types(billId)).toStrictEqual([
      'BillIssued',
      'CardChargeStarted',
      'CardChargeUnknown',
      'CardCharged',
      'BillPaid',
    ]);
    await keepHistory('bill-paid-after-unknown', handle);
  });

  it('D7 a fault of ours ends the process: the bill waits for an operator, who is told', async () => {
    const handle = await deduct(spender('acc_ours', [{ on: 'decline', networkCode: '03' }]));
    expect(await handle.result()).toBe('blocked');
    expect(open().alarms).toContain('bill-blocked');
    await keepHistory('bill-blocked', handle);
  });

  it('D10 nothing to bill; D9 not before its third', async () => {
    open().bench.account('acc_idle');
    const nothing = await deduct(`acc_idle-${PERIOD}`);
    expect(await nothing.result()).toBe('nothing-to-bill');
    await keepHistory('bill-of-nothing', nothing);
    const early = await deduct('acc_idle-2998-05');
    expect(await early.result()).toBe('not-due');
    await keepHistory('bill-before-its-third', early);
  });

  it('the sweep takes on what was forgotten, and leaves alone what is under way', async () => {
    const { idle, env } = open();
    const billId = spender('acc_forgotten');
    idle.push(billId);
    expect(await run('bill-sweep', billSweep)).toStrictEqual({ takenOn: 1 });
    const handle = env.client.workflow.getHandle<typeof billDeduction>(`billDeduction/${billId}`);
    expect(await handle.result()).toBe('paid');
    const waiting = await deduct(spender('acc_busy', POOR));
    idle.splice(0, 1, `acc_busy-${PERIOD}`);
    expect(await run('bill-sweep-of-bill-under-way', billSweep)).toStrictEqual({ takenOn: 0 });
    await waiting.terminate('seen enough');
    idle.length = 0;
    expect(await run('bill-sweep-finds-nothing', billSweep)).toStrictEqual({ takenOn: 0 });
  });

  it('R30a each day the sweep of numbers looks for those that no bill carries', async () => {
    expect(await run('bill-number-sweep', billNumberSweep)).toStrictEqual({ voided: 0 });
  });

  it('R30b D13 each hour the rules of risk go over the unbilled charges', async () => {
    const accountId = 'acc_risky';
    const { bench, env } = open();
    spender(accountId);
    // Over the limit in the month that is running by the server's time.
    bench.charge(9_000_000, { accountId, month: new Date(await env.currentTimeMs()).toISOString().slice(0, 7) });
    expect(await run('bills-at-risk', billsAtRisk)).toStrictEqual({ billed: 1 });
    expect(await run('bills-at-risk-none', billsAtRisk)).toStrictEqual({ billed: 0 });
  });
});
