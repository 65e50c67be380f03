import { problem, run } from '../../testing/door';
import { EXIT } from '../exit-codes';

const USD = (minor: number) => ({ currency: 'USD', minor });
const BILL = {
  ...{ billId: 'acc-2024-05', number: 'INV-1', status: 'paid', amount: USD(300), issuedAt: '2024-06-02T19:00:00Z' },
  tries: 1,
};
const DUE = '2024-06-02T19:00:00.000Z';
const LINE = { month: '2024-05', service: 'compute', records: 2, amount: USD(300), billed: USD(300) };
const CARD = { brand: 'visa', last4: '4242', expiry: '2031-12' };

describe('bills, on the command line', () => {
  it('lists a page, and says how to go on', async () => {
    const page = 'GET /v1/operations/bills?status=paid&limit=1';
    const words = ['bills', '--status', 'paid', '--limit', '1'];
    const first = await run(words, { [page]: [200, { entries: [BILL], next: 'c1' }] });
    expect(first).toMatchObject({
      code: EXIT.fine,
      out: expect.stringMatching(/INV-1[\s\S]*\nMore: --cursor c1$/) as string,
    });
    const last = await run([...words, '--cursor', 'c1'], { [`${page}&cursor=c1`]: [200, { entries: [] }] });
    expect(last).toMatchObject({ code: EXIT.fine, out: 'No such bills.' });
    expect(await run(['bills', '--limit', 'x'])).toMatchObject({ code: EXIT.usage, asked: [] });
  });

  it('X3 what the coming third would bring: lines, the first card, and cards that would be passed over', async () => {
    const cards = [
      { ...CARD, cardId: 'card_1', isDefault: true, passedOver: 'expired' },
      { ...CARD, cardId: 'card_2', isDefault: false },
    ];
    const told = { accountId: 'acc', period: '2024-05', dueAt: DUE, amount: USD(300), lines: [LINE], cards };
    const address = 'GET /v1/operations/accounts/acc/bill-forecast';
    const { out } = await run(['bills', 'forecast', 'acc'], { [address]: [200, { ...told, firstCardId: 'card_2' }] });
    expect(out).toContain('USD 300 for 2024-05 so far, due 2024-06-02 19:00:00Z, first card card_2.');
    expect(out).toMatch(/2024-05 +compute +2 +USD 300/);
    expect(out).toMatch(/card_1 +visa +4242 +expired/);
    const none = await run(['bills', 'forecast', 'acc'], { [address]: [200, { ...told, amount: USD(0), lines: [] }] });
    expect(none.out).toBe('account acc: nothing to bill for 2024-05 so far.');
  });

  it('D14 lists who owes', async () => {
    const overdue = 'GET /v1/operations/overdue-accounts';
    const entry = { accountId: 'acc', since: DUE, bills: 2, ...USD(500) };
    expect((await run(['bills', 'overdue'], { [overdue]: [200, { entries: [entry] }] })).out).toMatch(
      /acc +2024-06-02 19:00:00Z +2 +USD 500/,
    );
    expect((await run(['bills', 'overdue'], { [overdue]: [200, { entries: [] }] })).out).toBe('Nobody owes.');
  });
});

describe('what was said is what was done', () => {
  it('a run that is over is not called paused; that none failed is said', async () => {
    const paused = { 'POST /v1/operations/deduction-runs/2024-05/pauses': [200, { period: '2024-05', paused: false }] };
    expect(await run(['runs', 'pause', '2024-05', '--why', 'x'], paused as never)).toMatchObject({
      code: EXIT.notWell,
      out: 'The run of 2024-05 is over: nothing to pause.',
    });
    const again = { 'POST /v1/operations/deduction-runs/2024-05/failed-bills': [202, { period: '2024-05', bills: 0 }] };
    expect(await run(['runs', 'again', '2024-05', '--why', 'x'], again as never)).toMatchObject({
      code: EXIT.fine,
      out: 'None of 2024-05 failed for a fault of ours: nothing to do.',
    });
  });

  it('what was answered before one that was turned down is told', async () => {
    const answer = {
      ask: '202405-7',
      act: 'credit',
      on: 'b',
      did: 'Done.',
      entry: { month: '202405', no: 8, hash: 'h' },
    };
    const { code, out, err } = await run(['approve', '202405-7', '202405-8', '--why', 'seen'], {
      'POST /v1/operations/asks/202405-7/approvals': [200, answer],
      'POST /v1/operations/asks/202405-8/approvals': [409, problem('ask-answered', 409)],
    });
    expect(out).toBe('202405-7 (credit b): Done. (operator log 202405/8)');
    expect([code, err]).toStrictEqual([EXIT.refused, 'ask-answered: It is so. Do this.']);
  });

  it.each([
    ['ids and a choice', ['cancel', 'j1', '--state', 'stuck', '--why', 'x'], 'Either ids, or --state: not both.'],
    ['an id and a choice', ['find', 'j1', '--last4', '4242'], 'Either an id or a person, or --last4: not both.'],
    ['two names of a person', ['find', '--email', 'a@b.c', '--mobile', '+1'], 'One of an id, --email and --mobile'],
    ['a number that is none', ['log', '--limit', 'all'], '--limit takes a whole number, not all'],
    ['facts that are none', ['explain', 'acc_1', '--limit', '0'], '--limit takes a whole number, not 0'],
    ['an address that is none', ['counts', '--url', 'here'], 'here is no address'],
  ])('%s: nothing is asked, nothing is done', async (_what, words, told) => {
    const { code, err, asked } = await run(words);
    expect([code, asked]).toStrictEqual([EXIT.usage, []]);
    expect(err).toContain(told);
  });
});
