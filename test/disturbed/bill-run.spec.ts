import { createEventLog, stream, type EventLog } from '@onfile/event-log';
import type { BillEvent } from '@onfile/domain';
import { Billing, dueMonth } from '../driver/billing';
import { mintCardNumber } from '../driver/cards';
import { eventually } from '../driver/http';
import { fillWallet, inTurns } from './full-wallets';
import { ownStack } from './own-stack';

const ACCOUNTS = 200;
const MINUTE_MS = 60_000;
/** How long the bank takes for one charge: longer than it takes to see how far the run is, and to kill. */
const CHARGE_MS = 2_000;
/** Who is killed, once that many bills are issued: each time more than were under way when the one before died. */
const KILLS = [
  { process: 'worker', from: 5 },
  { process: 'event-node', from: 75 },
  { process: 'bank-sim', from: 145 },
] as const;

interface Run {
  readonly status: string;
  readonly counts: object;
  readonly finishedAt: string;
}

describe('a deduction run whose processes are killed', () => {
  const own = ownStack();
  let log: EventLog;
  beforeAll(() => (log = createEventLog({ url: own().stack.urls.eventLog })));
  afterAll(() => log.close());

  it(
    `a month of ${ACCOUNTS} accounts, three kills: every bill is paid by the expected card, and the bank agrees`,
    async () => {
      const { onfile, bank, stack } = own();
      const billing = new Billing(onfile);
      const period = dueMonth();
      const cards = await bank.scenarios();
      const poor = cards.find(({ name }) => name === 'insufficient-at-billing')?.number.slice(0, 8);
      const accounts = await inTurns(
        Array.from({ length: ACCOUNTS }, (_, n) => n),
        async (n) => {
          const { accountId } = await onfile.register({ region: 'US' });
          const prefixes = n % 5 === 0 ? [poor, '40000077'] : ['40000077'];
          const tokens = await Promise.all(
            prefixes.map((prefix) => bank.tokenize({ number: mintCardNumber(prefix), country: 'US' })),
          );
          await fillWallet(log, accountId, tokens);
          return { accountId, minor: 100 + n, payer: `card_${tokens.length - 1}` };
        },
      );
      const at = `${period}-15T08:00:00Z`;
      await billing.charge(accounts.map(({ accountId, minor }) => ({ accountId, minor, at })));

      // Every charge takes its time, so that the run has a middle: what dies then dies with bills under way.
      await bank.fault({ match: { operation: 'charge' }, fault: 'slow', ms: CHARGE_MS });
      await billing.startRun(period);
      const killedAt: string[] = [];
      for (const { process, from } of KILLS) {
        await eventually(
          `${from} bills are issued`,
          async () => (await issuedSoFar(billing, period)) >= from,
          2 * MINUTE_MS,
        );
        stack.kill(process);
        killedAt.push(new Date().toISOString());
      }
      const { counts, finishedAt } = await eventually(
        'the run has ended',
        async () => {
          const { body } = await billing.operate<Run>(`deduction-runs/${period}`);
          return body.status === 'finished' && body;
        },
        5 * MINUTE_MS,
      );
      expect(killedAt.filter((at) => at >= finishedAt)).toStrictEqual([]); // all three during the run
      // Pages that were cut off and done again have told of every account, once.
      expect(counts).toMatchObject({ accounts: ACCOUNTS, issued: ACCOUNTS, nothing: 0, failed: 0 });
      const bills = await inTurns(accounts, async ({ accountId, minor, payer }) => {
        const billId = `${accountId}-${period}`;
        const bill = await billing.untilBill(billId, 'is paid', ({ status }) => status === 'paid', 2 * MINUTE_MS);
        expect(bill.amount).toStrictEqual({ currency: 'USD', minor });
        const { facts } = await log.read(stream('bill', billId));
        const told = facts.map(({ fact }) => fact as BillEvent);
        expect(told.filter(({ type }) => type === 'BillIssued')).toHaveLength(1);
        const paid = told.filter((fact) => fact.type === 'BillPaid');
        expect(paid.map(({ data }) => data.cardId)).toStrictEqual([payer]);
        return { billId, minor, number: bill.number };
      });
      expect(new Set(bills.map(({ number }) => number)).size).toBe(ACCOUNTS);
      const ledger = await bank.ledger();
      const captured = ledger.filter(({ operation, status }) => operation === 'charge' && status === 'captured');
      expect(captured.map(({ key, amount }) => [key.split('/')[0], amount.minor]).sort()).toStrictEqual(
        bills.map(({ billId, minor }) => [billId, minor]).sort(),
      );
    },
    12 * MINUTE_MS,
  );
});

async function issuedSoFar(billing: Billing, period: string): Promise<number> {
  const { status, body } = await billing.operate<{ bills?: readonly { bills: number }[] }>(`deduction-runs/${period}`);
  return status === 200 ? (body.bills ?? []).reduce((sum, { bills }) => sum + bills, 0) : 0;
}
