import { createEventLog, type EventLog, stream } from '@onfile/event-log';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fillWallet } from '../disturbed/full-wallets';
import { ownStack } from '../disturbed/own-stack';
import { Billing } from '../driver/billing';
import { mintCardNumber } from '../driver/cards';
import { ask as request, eventually } from '../driver/http';
import { astray, type Expected, onfileAt } from './operator';

const MINUTE_MS = 60_000;
const AN_HOUR_MS = 3_600_000;
/** Declined at every bill: it becomes overdue. */
const INSUFFICIENT = '40000090';
/** The first try of a bill is answered with 03, a fault of ours (D7). */
const OUR_SET_UP = '40000097';

describe('operators care for bills, by the command line', () => {
  const own = ownStack();
  const run = (...words: string[]) => onfileAt(own().stack.urls.api, ...words);
  const billing = () => new Billing(own().onfile);
  let log: EventLog;
  beforeAll(() => (log = createEventLog({ url: own().stack.urls.eventLog })));
  afterAll(() => log.close());

  /** An account with these cards, the first of them its default, and something to pay. */
  async function accountWith(...numbers: string[]): Promise<string> {
    const { bank, onfile } = own();
    const { accountId } = await onfile.register({ region: 'US' });
    const tokens = await Promise.all(numbers.map((number) => bank.tokenize({ number, country: 'US' })));
    await fillWallet(log, accountId, tokens);
    const at = new Date(Date.now() - AN_HOUR_MS).toISOString();
    await billing().charge([{ accountId, minor: 4_200, at }]);
    return accountId;
  }

  /** Bills it ahead of the third; answers the id of the bill. */
  async function atRisk(accountId: string): Promise<string> {
    const { out } = await run('bills', 'at-risk', accountId, '--why', 'ten times the usual', '--json');
    return (JSON.parse(out) as { billId: string }).billId;
  }

  const until = (billId: string, wanted: string) =>
    billing().untilBill(billId, `is ${wanted}`, ({ status }) => status === wanted, 2 * MINUTE_MS);

  /** Keys of the charges of a bill that the bank took: never more than one. */
  const captured = async (billId: string) =>
    (await own().bank.ledger())
      .filter(({ key, operation, status }) => operation === 'charge' && status === 'captured' && key.startsWith(billId))
      .map(({ key }) => key);

  /** The ask that a command says it has made. */
  async function asked(...words: string[]): Promise<string> {
    const { code, out, err } = await run(...words);
    const [ask] = /\d{6}-\d+/.exec(out) ?? [];
    if (code !== 0 || ask === undefined) throw new Error(`nothing was asked for: ${out}${err}`);
    return ask;
  }

  it(
    'X3, X1, R30b a bill: forecast, made at once, found by every name, its cards explained; asked for again, no second',
    async () => {
      const accountId = await accountWith(mintCardNumber());
      const forecast = await run('bills', 'forecast', accountId);
      expect(forecast).toMatchObject({
        code: 0,
        out: expect.stringMatching(/USD 4200 .* first card card_0/) as string,
      });
      const billId = await atRisk(accountId);
      const { number } = await until(billId, 'paid');
      const found = await eventually('the list has it as paid', async () => {
        const { out } = await run('bills', '--account', accountId, '--status', 'paid');
        return out.includes(billId) && out;
      });
      expect(found).toContain('USD 4200');
      const month = billId.slice(accountId.length + 1, accountId.length + 8);
      const whole: Expected[] = [
        [['find', billId], 0, 'paid'],
        [['find', number], 0, billId],
        [['bills', '--period', month, '--limit', '100'], 0, billId],
        [['why', billId], 0, /card_0 +\S+\/1/],
        [['bills', 'again', billId, '--why', 'to be sure'], 0, 'it was paid'],
        [['bills', 'at-risk', accountId, '--why', 'once more'], 3, 'nothing-to-bill'],
        [['bills', 'unblock', billId, '--why', 'x'], 3, 'bill-not-blocked'],
        [['bills', 'pay-by-hand', billId, '--why', 'x', '--reference', 'wire 1'], 3, 'bill-paid'],
        [['bills', 'forecast', accountId], 0, 'nothing to bill'],
      ];
      expect(await astray(run, whole)).toStrictEqual([]);
      expect((await run('log', '--on', `billDeduction/${billId}`)).out).toContain('to be sure');
      expect(await captured(billId)).toStrictEqual([`${billId}/1`]);

      const other = await accountWith(mintCardNumber());
      const newest = await atRisk(other);
      await until(newest, 'paid');
      await eventually('the list has it', async () => (await run('bills', '--account', other)).out.includes(newest));
      const first = await run('bills', '--limit', '1', '--json');
      const { entries, next = '' } = JSON.parse(first.out) as { entries: { billId: string }[]; next?: string };
      const second = await run('bills', '--limit', '1', '--cursor', next, '--json');
      const after = (JSON.parse(second.out) as { entries: { billId: string }[] }).entries;
      expect([...entries, ...after]).toHaveLength(2);
      expect(after[0]?.billId).not.toBe(entries[0]?.billId);
    },
    4 * MINUTE_MS,
  );

  it(
    'X5, X7, X10 looks back at it: saves a recording and runs it by other settings, packs evidence, tries another plan',
    async () => {
      const billId = await atRisk(await accountWith(mintCardNumber()));
      await until(billId, 'paid');
      const folder = own().stack.data;
      const [recording, policy] = [join(folder, 'recording.json'), join(folder, 'policy.json')];
      await writeFile(policy, '{"tries":{"most":3}}');
      const month = /-(\d{4}-\d{2})(-|$)/.exec(billId)?.[1] ?? '';
      expect(await run('shadow', 'bill', billId, '--save', recording)).toMatchObject({ code: 0 });
      const again = await run('shadow', 'bill', '--recording', recording, '--all', '--most-tries', '3');
      expect(again).toMatchObject({ code: 0, out: expect.stringContaining('CardCharged') as string });
      const evidence = await run('evidence', 'bill', billId, '--out', join(folder, 'packs'));
      expect(evidence.code).toBe(0);
      const whole: Expected[] = [
        [
          ['evidence', 'verify', join(folder, 'packs', `evidence-bill-${billId}.json`), '--log'],
          0,
          'every one of them',
        ],
        [['evidence', 'verify', recording], 2, 'is no pack of evidence'],
        [['evidence', 'bill', billId, '--out', recording], 2, 'recording.json'],
        [['shadow', 'journey', '--recording', recording], 2, 'is no recording of a journey'],
        [['backtest', month, '--rounds', '2,4', '--most-tries', '3', '--policy', `@${policy}`], 0, /paid +\d/],
        [['backtest', month, '--policy', '{"moon":1}'], 2, 'moon'],
        [['shadow', 'bill', billId, '--policy', '{"moon":1}'], 2, 'moon'],
      ];
      expect(await astray(run, whole)).toStrictEqual([]);
    },
    4 * MINUTE_MS,
  );

  it(
    'D7 a bill that is blocked on us: the command that helps lets it go on, once',
    async () => {
      const billId = await atRisk(await accountWith(mintCardNumber(OUR_SET_UP), mintCardNumber()));
      await until(billId, 'blocked');
      await eventually('health tells of it', async () => (await run('health')).out.includes('bills-blocked'));
      expect((await run('bills', '--status', 'blocked')).out).toContain(billId);
      const unblocked = await run('bills', 'unblock', billId, '--why', 'the set-up is mended');
      expect(unblocked).toMatchObject({ code: 0, out: expect.stringContaining(`onfile why ${billId}`) as string });
      await until(billId, 'paid');
      const again = await run('bills', 'unblock', billId, '--why', 'the set-up is mended');
      expect(again).toMatchObject({ code: 3, err: expect.stringContaining('bill-not-blocked') as string });
      expect(await captured(billId)).toStrictEqual([`${billId}/2`]);
    },
    4 * MINUTE_MS,
  );

  it(
    'D7 a charge without an answer: nothing is done beside it; given up by two it goes on under a key of its own',
    async () => {
      const { bank, stack } = own();
      const number = mintCardNumber();
      await bank.fault({ match: { operation: 'charge', last4: number.slice(-4) }, fault: 'lost-before', times: 1 });
      await bank.fault({ match: { operation: 'find' }, fault: 'status-down' });
      const billId = await atRisk(await accountWith(number, mintCardNumber()));
      await until(billId, 'being-checked');
      const key = `${billId}/1`;
      const early: Expected[] = [
        [['bills', 'give-up-charge', billId, '--key', key, '--why', 'the bank has nothing'], 3, 'bill-not-blocked'],
        [['bills', 'pay-by-hand', billId, '--reference', 'wire 2', '--why', 'it came'], 3, 'charge-in-flight'],
      ];
      expect(await astray(run, early)).toStrictEqual([]);
      await daysGoBy(billId);
      const ask = await asked('bills', 'give-up-charge', billId, '--key', key, '--why', 'the bank has nothing');
      expect(await run('approve', ask, '--why', 'seen')).toMatchObject({
        code: 3,
        err: expect.stringContaining('second-person-needed') as string,
      });
      expect(await captured(billId)).toStrictEqual([]);
      const yes = () => run('approve', ask, '--why', 'seen', '--as', 'grace');
      expect((await yes()).code).toBe(0);
      await until(billId, 'paid');
      await request(`${bank.url}/faults`, { method: 'DELETE', token: stack.apiKeys.bank });
      const whole: Expected[] = [
        [['approve', ask, '--why', 'another look', '--as', 'grace'], 3, 'ask-answered'],
        [['turn-down', ask, '--why', 'no', '--as', 'ada'], 3, 'ask-answered'],
      ];
      expect(await astray(run, whole)).toStrictEqual([]);
      await yes(); // however it is answered now, nobody is charged again
      expect(await captured(billId)).toStrictEqual([`${billId}/2`]);
    },
    4 * MINUTE_MS,
  );

  it(
    'D14 a bill that nobody could be charged for: listed as owed; a payment by hand takes two, and is one',
    async () => {
      const accountId = await accountWith(mintCardNumber(INSUFFICIENT));
      const billId = await atRisk(accountId);
      await until(billId, 'overdue');
      await eventually('the account is listed', async () => {
        const { out } = await run('bills', 'overdue');
        return new RegExp(`${accountId} .* USD 4200`).test(out);
      });
      const pay = ['bills', 'pay-by-hand', billId, '--reference', 'wire 4711', '--why', 'it came by wire'];
      const taken = await asked(...pay);
      const no = await run('turn-down', taken, '--why', 'another bill was meant', '--as', 'grace');
      expect(no).toMatchObject({ code: 0, out: expect.stringContaining('nothing was done') as string });
      const ask = await asked(...pay);
      const twice = await asked(...pay);
      expect((await run('asks')).out).toMatch(new RegExp(`${ask} .*wire 4711`));
      const yes = await run('approve', ask, twice, '--why', 'seen', '--as', 'grace');
      expect(yes).toMatchObject({
        code: 3,
        out: expect.stringMatching(new RegExp(`^${ask} .* is paid`)) as string,
        err: expect.stringContaining('bill-paid') as string,
      });
      expect(await billing().untilBill(billId, 'is paid', ({ status }) => status === 'paid')).toMatchObject({ billId });
      expect((await run('why', billId)).out).toMatch(/by-hand|paid by hand/i);
      await eventually('nobody owes', async () => !(await run('bills', 'overdue')).out.includes(accountId));
      expect(await captured(billId)).toStrictEqual([]);
    },
    4 * MINUTE_MS,
  );

  it(
    'R30b a false alarm is taken back by a credit: not more than the bill, and not twice',
    async () => {
      const billId = await atRisk(await accountWith(mintCardNumber()));
      await until(billId, 'paid');
      const credit = ['bills', 'credit', billId, '--why', 'nobody was in arrears'];
      expect(await run(...credit, '--minor', '4201')).toMatchObject({ code: 3 });
      const ask = await asked(...credit, '--minor', '4200');
      const twice = await asked(...credit);
      expect((await run('approve', ask, '--why', 'seen', '--as', 'grace')).code).toBe(0);
      await run('approve', twice, '--why', 'seen', '--as', 'grace');
      const { out } = await run('why', billId);
      expect(out.match(/credited/g)).toHaveLength(1);
      expect(await captured(billId)).toStrictEqual([`${billId}/1`]);
    },
    4 * MINUTE_MS,
  );

  /** What the bill's own workflow notes after days without an answer. */
  async function daysGoBy(billId: string): Promise<void> {
    const at = new Date().toISOString();
    const blocked = { type: 'BillBlocked', at, data: { because: 'unknown', key: `${billId}/1` } } as const;
    const streams = { bill: stream('bill', billId) };
    await log.record({ commandId: `${billId} days go by`, at, streams, decide: () => ({ bill: [blocked] }) });
  }
});
