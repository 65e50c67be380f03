import { createEventLog, type EventLog, stream } from '@onfile/event-log';
import { fillWallet } from '../disturbed/full-wallets';
import { ownStack } from '../disturbed/own-stack';
import { Billing, dueMonth } from '../driver/billing';
import { mintCardNumber } from '../driver/cards';
import { eventually } from '../driver/http';
import { astray, type Expected, onfileAt } from './operator';

const MINUTE_MS = 60_000;
/** A currency whose rate nobody publishes here: accounts that are billed in it fail for a fault of ours. */
const WITHOUT_RATE = 'IQD';
/** A month that nobody was billed for, long ago; and one whose third comes in a year. */
const NEVER = '2020-01';
const nextYear = `${new Date().getUTCFullYear() + 1}-12`;
const period = dueMonth();

describe('X8 operators run deductions, by the command line', () => {
  const own = ownStack();
  const run = (...words: string[]) => onfileAt(own().stack.urls.api, ...words);
  const billing = () => new Billing(own().onfile);
  let log: EventLog;
  beforeAll(() => (log = createEventLog({ url: own().stack.urls.eventLog })));
  afterAll(() => log.close());

  /** An account with a card and something to pay in the month of the run. */
  async function account(): Promise<string> {
    const { bank, onfile } = own();
    const { accountId } = await onfile.register({ region: 'US', registeredAt: `${period}-01T08:00:00Z` });
    await fillWallet(log, accountId, [await bank.tokenize({ number: mintCardNumber(), country: 'US' })]);
    await billing().charge([{ accountId, minor: 4_200, at: `${period}-15T08:00:00Z` }]);
    return accountId;
  }

  const choose = (accountId: string, currency: string) => {
    const at = new Date().toISOString();
    const fact = { type: 'CurrencyChosen', at, data: { currency } } as const;
    const streams = { account: stream('account', accountId) };
    return log.record({ commandId: `${accountId} ${currency}`, at, streams, decide: () => ({ account: [fact] }) });
  };

  const paid = (accountId: string) =>
    billing().untilBill(`${accountId}-${period}`, 'is paid', ({ status }) => status === 'paid', 2 * MINUTE_MS);

  const shown = (what: string, holds: (out: string) => boolean) =>
    eventually(`the run ${what}`, async () => holds((await run('runs', 'show', period)).out), 2 * MINUTE_MS, 200);

  it(
    'before anything was ever billed: nothing to list, a dry run in figures, and each wrong word its own way out',
    async () => {
      const all: Expected[] = [
        [['runs'], 0, 'No runs yet.'],
        [['runs', 'start', period, '--dry-run'], 0, /accounts +0/],
        [['runs', 'start', nextYear, '--why', 'x'], 3, /period-not-over: .*\d{4}-01-0\d/],
        [['runs', 'start', period], 2, 'Give --why'],
        [['runs', 'start', 'moon', '--why', 'x'], 2, 'period: is no month'],
        [['runs', 'start', 'moon', '--dry-run'], 2, 'period: is no month'],
        [['runs', 'start'], 2, "missing required argument 'period'"],
        [['runs', 'show', NEVER], 3, 'not-found'],
        [['runs', 'show', 'moon'], 2, 'period: is no month'],
        [['runs', 'pause', 'moon', '--why', 'x'], 2, 'period: is no month'],
        [['runs', 'pause', NEVER], 2, '--why'],
        [['runs', 'again', NEVER, '--why', 'x'], 0, 'nothing to do'],
        [['runs', 'again', NEVER, '--account', 'acc_x', '--why', 'x'], 3, 'not-found'],
        [['runs', 'again', 'moon', '--why', 'x'], 2, 'period: is no month'],
        [['runs', 'moon'], 2, 'too many arguments'],
      ];
      expect(await astray(run, all)).toStrictEqual([]);
      const another = await run('runs', 'pause', NEVER, '--why', 'another month was meant');
      expect(another).toMatchObject({ code: 0, out: `Paused: the run of ${NEVER}, which has not begun yet.` });
      expect((await own().bank.ledger()).filter(({ operation }) => operation === 'charge')).toStrictEqual([]);
    },
    3 * MINUTE_MS,
  );

  it(
    'paused, begun, seen, resumed, begun again: one run; the failed are billed again, one and all: each bill charged once',
    async () => {
      const { bank } = own();
      const [one = '', other = '', third = ''] = await Promise.all([account(), account(), account()]);
      await Promise.all([one, other].map((accountId) => choose(accountId, WITHOUT_RATE)));
      const dry = await eventually('the dry run knows all', async () => {
        const { out } = await run('runs', 'start', period, '--dry-run', '--json');
        const told = JSON.parse(out) as { accounts: number; bills: number; withoutRate: object };
        return told.accounts === 3 && told;
      });
      expect(dry).toMatchObject({ bills: 1, withoutRate: { [WITHOUT_RATE]: 2 } });

      const ahead = await run('runs', 'pause', period, '--why', 'the bank asked for it');
      expect(ahead).toMatchObject({ code: 0, out: expect.stringMatching(/^Paused: .*has not begun yet/) as string });
      expect((await run('runs', 'start', period, '--why', 'by hand')).code).toBe(0);
      const begun = await run('runs', 'start', period, '--why', 'by hand, twice');
      expect(begun).toMatchObject({ code: 0, out: expect.stringContaining('under way') as string });
      await shown('is paused', (out) => out.includes('begun '));
      const ledger = async () => (await bank.ledger()).filter(({ operation }) => operation === 'charge');
      const resumed = await run('runs', 'resume', period, '--why', 'the bank is ready');
      expect(resumed).toMatchObject({ code: 0, out: expect.stringContaining('Resumed') as string });
      await shown('has ended', (out) => out.includes('finished'));
      await paid(third);

      const failed = await run('runs', 'show', period);
      expect(failed).toMatchObject({ code: 1, out: expect.stringMatching(/NoRate +2/) as string });
      expect((await run('runs')).out).toMatch(new RegExp(`${period} +finished`));
      const over: Expected[] = [
        [['runs', 'pause', period, '--why', 'too late'], 1, 'is over: nothing to pause'],
        [['runs', 'resume', period, '--why', 'too late'], 1, 'is over: nothing to resume'],
        [['runs', 'again', period, '--account', third, '--why', 'x'], 3, 'not-found'],
        [['find', period], 0, 'finished'],
      ];
      expect(await astray(run, over)).toStrictEqual([]);

      await Promise.all([one, other].map((accountId) => choose(accountId, 'USD')));
      const again = (...words: string[]) => run('runs', 'again', period, '--why', 'the rate is there', ...words);
      expect((await again('--account', one)).out).toContain(`Asked again for ${one}`);
      await paid(one);
      expect((await again()).code).toBe(0);
      await paid(other);
      expect((await again()).code).toBe(0);
      const keys = (await ledger()).map(({ key, status }) => `${key} ${status}`);
      expect(keys.sort()).toStrictEqual(
        [one, other, third].map((accountId) => `${accountId}-${period}/1 captured`).sort(),
      );
      const noted = await run('log', '--on', `deductionRun/${period}`, '--json');
      const acts = (JSON.parse(noted.out) as { entries: { act: string }[] }).entries.map(({ act }) => act).reverse();
      expect(acts.slice(0, 4)).toStrictEqual(['pause-run', 'start-run', 'start-run', 'resume-run']);
    },
    5 * MINUTE_MS,
  );
});
