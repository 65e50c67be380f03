import { formatMoney } from '@onfile/domain';
import type { Bank } from '../driver/bank';
import { Billing, dueMonth, type ShownBill } from '../driver/billing';
import { mintCardNumber } from '../driver/cards';
import type { Customer, Onfile } from '../driver/onfile';
import type { Story } from './story';

const PREFIX_LENGTH = 8;
const LIMIT_MS = 90_000;

/** A month: charges, the third, a bill paid by the second card, one overdue and recovered, one at risk. */
export async function billsDemo(onfile: Onfile, bank: Bank, story: Story): Promise<void> {
  const demo = await openDemo(onfile, bank, story);
  const { billing, period } = demo;
  story.chapter('1. A month of charges');
  const second = await demo.customer('insufficient-at-billing', 'approve');
  const poor = await demo.customer('insufficient-at-billing');
  const spender = await demo.customer('approve');
  const at = `${period}-15T08:00:00Z`;
  await billing.charge([
    { accountId: second.accountId, minor: 4_200, at },
    { accountId: second.accountId, minor: 799, at, service: 'storage' },
    { accountId: poor.accountId, minor: 1_250, at },
  ]);
  story.says(`the metering sent the charges of ${period}`);

  story.chapter('2. The third of the month: the run, and a bill paid by the second card');
  await billing.startRun(period);
  const paid = await billing.untilBill(`${second.accountId}-${period}`, 'is paid', isPaid, LIMIT_MS);
  await demo.showBill(paid);

  story.chapter('3. A bill that no card could pay: overdue, then recovered by a new card');
  const overdue = await billing.untilBill(
    `${poor.accountId}-${period}`,
    'is overdue',
    ({ status }) => status === 'overdue',
    LIMIT_MS,
  );
  story.says(`bill ${overdue.number} is ${overdue.status}`);
  await poor.addsCard({ number: demo.numberOf('approve') });
  story.says('the customer adds another card, which is tried at once:');
  await demo.showBill(await billing.untilBill(overdue.billId, 'is paid', isPaid, LIMIT_MS));

  story.chapter('4. A bill at risk, ahead of the third');
  await billing.charge([
    { accountId: spender.accountId, minor: 90_000, at: new Date(Date.now() - 3_600_000).toISOString() },
  ]);
  const { body } = await billing.operate<{ billId: string }>(`accounts/${spender.accountId}/risk-bills`, {
    reason: 'ten times the usual spending within an hour',
  });
  await demo.showBill(await billing.untilBill(body.billId, 'is paid', isPaid, LIMIT_MS));
  await demo.showLedger([paid.billId, overdue.billId, body.billId]);
}

const isPaid = ({ status }: ShownBill): boolean => status === 'paid';

async function openDemo(onfile: Onfile, bank: Bank, story: Story) {
  const scenarios = await bank.scenarios();
  const numberOf = (name: string): string => {
    const found = scenarios.find((scenario) => scenario.name === name);
    if (!found) throw new Error(`The bank has no card named ${name}.`);
    return mintCardNumber(found.number.slice(0, PREFIX_LENGTH));
  };
  const billing = new Billing(onfile);
  return {
    billing,
    numberOf,
    period: dueMonth(),
    async customer(...cards: readonly string[]): Promise<Customer> {
      const customer = await onfile.register({ region: 'US', registeredAt: new Date().toISOString() });
      for (const name of cards) await customer.addsCard({ number: numberOf(name) });
      story.says(`account ${customer.accountId} with cards: ${cards.join(', ')}`);
      return customer;
    },
    async showBill({ billId, number, status, amount }: ShownBill): Promise<void> {
      story.says(`bill ${number}, ${formatMoney(amount, 'en')}: ${status}. Why this card?`);
      const trail = await billing.trail(billId);
      story.table(
        trail.map(({ at, what, cardId, why, next }) => [
          at.slice(11, 23),
          what,
          cardId?.slice(0, 14) ?? '',
          why ?? '',
          next ?? '',
        ]),
      );
    },
    async showLedger(bills: readonly string[]): Promise<void> {
      story.says('the money, from the ledger of the bank:');
      const lines = (await bank.ledger()).filter(({ key }) => bills.some((billId) => key.startsWith(`${billId}/`)));
      story.table(
        lines.map(({ operation, amount, status, last4 }) => [
          operation,
          formatMoney(amount, 'en'),
          `card …${last4}`,
          status,
        ]),
      );
    },
  };
}
