import { createEventLog, type EventLog } from '@onfile/event-log';
import { Client, Connection } from '@temporalio/client';
import { fillWallet, inTurns } from '../disturbed/full-wallets';
import { ownStack } from '../disturbed/own-stack';
import { Billing, dueMonth } from '../driver/billing';
import { mintCardNumber } from '../driver/cards';
import { eventually } from '../driver/http';
import { onfileAt } from './operator';

const ACCOUNTS = 60;
const MINUTE_MS = 60_000;

describe('X8 the control room of a deduction run', () => {
  const own = ownStack();
  const run = (...words: string[]) => onfileAt(own().stack.urls.api, ...words);
  let log: EventLog;
  beforeAll(() => (log = createEventLog({ url: own().stack.urls.eventLog })));
  afterAll(() => log.close());

  it(
    'a run that is killed in the middle, workflow and worker, is caught up by a command: one bill each, paid once',
    async () => {
      const { onfile, bank, stack } = own();
      const billing = new Billing(onfile);
      const period = dueMonth();
      const accounts = await inTurns(Array.from({ length: ACCOUNTS }), async () => {
        const { accountId } = await onfile.register({ region: 'US' });
        const token = await bank.tokenize({ number: mintCardNumber('40000077'), country: 'US' });
        await fillWallet(log, accountId, [token]);
        return accountId;
      });
      const at = `${period}-15T08:00:00Z`;
      await billing.charge(accounts.map((accountId, n) => ({ accountId, minor: 100 + n, at })));

      const dry = await eventually('the run knows all accounts', async () => {
        const { out } = await run('runs', 'start', period, '--dry-run', '--json');
        return (JSON.parse(out) as { bills: number }).bills === ACCOUNTS && out;
      });
      expect(JSON.parse(dry)).toMatchObject({ bills: ACCOUNTS, cannotPay: 0 });
      // Most charges take a while, and some are done at once: there is a middle to be killed in.
      await bank.fault({ match: { operation: 'charge' }, fault: 'slow', ms: 4_000, chance: 0.6 });
      const connection = await Connection.connect({ address: stack.urls.temporal });
      const started = run('runs', 'start', period, '--why', 'the schedule did not begin it');
      await eventually(
        'it is in the middle',
        async () => {
          const charges = (await bank.ledger()).filter(({ operation }) => operation === 'charge');
          return charges.length >= 5;
        },
        2 * MINUTE_MS,
        10,
      );
      await new Client({ connection }).workflow.getHandle(`deductionRun/${period}`).terminate('killed by a test');
      stack.kill('worker');
      await connection.close();
      expect((await started).code).toBe(0);
      await stack.ready('worker');

      const caughtUp = await run('runs', 'start', period, '--why', 'it was killed in the middle');
      expect(caughtUp).toMatchObject({ code: 0, out: expect.stringContaining('under way') as string });
      await eventually(
        'the run has ended',
        async () => (await run('runs')).out.includes('finished'),
        3 * MINUTE_MS,
        500,
      );
      for (const accountId of accounts) {
        await billing.untilBill(`${accountId}-${period}`, 'is paid', ({ status }) => status === 'paid', MINUTE_MS);
      }
      const captured = (await bank.ledger()).filter(
        (line) => line.operation === 'charge' && line.status === 'captured',
      );
      expect(captured.map(({ key }) => key.split('/')[0]).sort()).toStrictEqual(
        accounts.map((accountId) => `${accountId}-${period}`).sort(),
      );
      const shown = await eventually('the list has them all as paid', async () => {
        const ran = await run('runs', 'show', period);
        return /paid +60 +USD/.test(ran.out) && ran;
      });
      expect(shown.code).toBe(0);
      expect((await run('log', '--on', `deductionRun/${period}`)).out).toMatch(
        /killed in the middle[\s\S]*did not begin/,
      );
      expect((await run('find', period)).out).toContain('run');
    },
    6 * MINUTE_MS,
  );
});
