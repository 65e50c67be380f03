import { readFile } from 'node:fs/promises';
import { Billing, type ShownBill } from '../driver/billing';
import { mintCardNumber } from '../driver/cards';
import type { Customer } from '../driver/onfile';
import { eventually } from '../driver/http';
import { onfile } from '../journeys/stack';
import { withBrowser } from './with-browser';

const APPROVED = '40000077';
const INSUFFICIENT = '40000090';
const INSUFFICIENT_ONCE = '40000091';
const CONFIRMED = '40000094';

const AN_HOUR_MS = 3_600_000;

jest.setTimeout(240_000);

describe('bills in a browser', () => {
  const { visit } = withBrowser();

  /** A customer with a card of each prefix and a bill ahead of the third; the last four digits of each card. */
  const billed = async (prefixes: readonly string[], status: (bill: ShownBill) => boolean) => {
    const { customer, console } = await visit();
    const last4 = await withCards(customer, prefixes);
    const billing = new Billing(onfile());
    await billing.charge(expenses(customer, new Date(Date.now() - AN_HOUR_MS).toISOString()));
    const billId = await billing.billAtRisk(customer.accountId);
    const bill = await billing.untilBill(billId, 'is as wanted', status);
    await isListed(customer, billId);
    return { customer, console, bill, last4 };
  };

  it('R30 R35 R36 X1 a bill paid by the second card: its lines, and why which card; its document as a PDF', async () => {
    const { console, bill, last4 } = await billed([INSUFFICIENT, APPROVED], ({ status }) => status === 'paid');
    const [first, second] = last4;
    await console.open('/bills', 'Bills');
    await console.page.getByRole('link', { name: `Bill ${bill.number}` }).click();
    await console.heading(`Bill ${bill.number}`).waitFor();
    await console.says('$92.20');
    await console.page.getByRole('row').filter({ hasText: 'compute' }).getByText('$84.21').waitFor();
    await console.page.getByRole('row').filter({ hasText: 'storage' }).getByText('$7.99').waitFor();
    await console.says('This bill was issued early, on these grounds');
    const trail = console.page.getByRole('listitem');
    await trail.filter({ hasText: `Visa ending in ${first}: The bank declined` }).waitFor();
    await trail.filter({ hasText: 'The card’s balance is insufficient.' }).waitFor();
    await trail.filter({ hasText: `Visa ending in ${second}: The bank took the amount` }).waitFor();
    const download = console.page.waitForEvent('download');
    await console.button('Download the bill (PDF)').click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`bill-${bill.number}.pdf`);
    expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('D14 R41 a bill that no card could pay keeps the currency; it is paid by hand, with a card of choice', async () => {
    const { console, bill, last4 } = await billed([INSUFFICIENT_ONCE], ({ status }) => status === 'overdue');
    await console.open('/preferences', 'Preferences');
    await console.says('A bill is still unpaid. Pay it first, then try again.');
    await expect(console.button('Save').isDisabled()).resolves.toBe(true);
    await console.open(`/bills/${bill.billId}`, `Bill ${bill.number}`);
    await console.says('Overdue');
    await console.choose('Pay with', `Visa ending in ${last4[0]}`);
    await console.button('Pay now').click();
    await console.says(/^Paid$/);
    await console.page.getByRole('listitem').filter({ hasText: 'The bill is paid' }).waitFor();
    await console.button('Pay now').waitFor({ state: 'detached' });
  });

  it('R29 a payment that the bank wants confirmed: to its page and back, and the bill is paid', async () => {
    const { console, bill } = await billed([CONFIRMED], ({ status }) => status === 'overdue');
    await console.open(`/bills/${bill.billId}`, `Bill ${bill.number}`);
    await console.says('Your bank wants you to confirm this payment.');
    await console.button('Confirm with the bank').click();
    await console.answerBank('Confirm');
    await console.page.waitForURL(`**/bills/${bill.billId}`);
    await console.says(/^Paid$/);
  });

  it('R30 X3 the next bill is foretold with its card; once it is issued it is sent and deducted from that card', async () => {
    const { customer, console } = await visit();
    const [first] = await withCards(customer, [APPROVED]);
    const billing = new Billing(onfile());
    await billing.charge(expenses(customer, new Date().toISOString()));
    await console.open('/payment-methods', 'Payment Methods');
    const next = console.page.getByRole('region', { name: 'Next bill' });
    await next.getByText('$92.20').waitFor();
    await next.getByText(`Would be deducted from Visa ending in ${first}.`).waitFor();
    const billId = await billing.billAtRisk(customer.accountId);
    const bill = await billing.untilBill(billId, 'is paid', ({ status }) => status === 'paid');
    await isListed(customer, billId);
    await next.getByRole('link', { name: 'Bills' }).click();
    await console.page.getByRole('link', { name: `Bill ${bill.number}` }).click();
    await console.page
      .getByRole('listitem')
      .filter({ hasText: `Visa ending in ${first}: The bill is paid` })
      .waitFor();
    await console.says('The bill was sent to you');
  });
});

/** Lists are filled a moment after the bill is made. */
const isListed = (customer: Customer, billId: string): Promise<boolean> =>
  eventually('the list has the bill', async () => {
    const { body } = await customer.get<{ entries: { billId: string }[] }>('/v1/bills');
    return body.entries.some((bill) => bill.billId === billId);
  });

async function withCards(customer: Customer, prefixes: readonly string[]): Promise<string[]> {
  const last4: string[] = [];
  for (const prefix of prefixes) {
    const number = mintCardNumber(prefix);
    await customer.addsCard({ number });
    last4.push(number.slice(-4));
  }
  return last4;
}

const expenses = ({ accountId }: Customer, at: string) => [
  { accountId, minor: 8_421, at },
  { accountId, minor: 799, at, service: 'storage' },
];
