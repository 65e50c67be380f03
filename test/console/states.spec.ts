import { createEventLog, type EventLog, stream } from '@onfile/event-log';
import type { Page } from 'playwright-core';
import { Billing } from '../driver/billing';
import { mintCardNumber } from '../driver/cards';
import { eventually } from '../driver/http';
import type { Customer } from '../driver/onfile';
import { onfile, sharedLog } from '../journeys/stack';
import { withBrowser } from './with-browser';

/** Added fine; every bill is answered with 41, which blocks the card for good. */
const BLOCKED_AT_BILLING = '40000341';

/** More than a page of a list holds. */
const ATTEMPTS = 21;

jest.setTimeout(240_000);

describe('how a page stands, in a browser', () => {
  const { visit, expectComplaint } = withBrowser();
  let log: EventLog;
  beforeAll(() => (log = createEventLog({ url: sharedLog() })));
  afterAll(() => log.close());

  const newcomer = { registeredAt: new Date().toISOString() };

  it('R5 loading, then an error in words with a way on, then what there is', async () => {
    const { customer, console } = await visit(newcomer);
    await customer.addsCard({ number: mintCardNumber() });
    const { page } = console;
    const isList = (address: URL) => address.pathname === '/v1/payment-methods';
    let lose: () => void = () => undefined;
    const isLost = new Promise<void>((lost) => (lose = lost));
    await page.route(isList, async (route) => {
      await isLost;
      await route.abort();
    });
    await console.open('/payment-methods', 'Payment Methods');
    await console.says('No expenses so far this month.');
    await page.getByRole('status').filter({ hasText: 'Loading…' }).waitFor();
    lose();
    const trouble = page.getByRole('alert');
    await trouble.getByText('This could not be loaded').waitFor();
    await trouble.getByText(/^We can not be reached at the moment\..* nothing is lost\.$/).waitFor();
    await page.unroute(isList);
    await trouble.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.card-item').getByText('Default').waitFor();
    await trouble.first().waitFor({ state: 'detached' });
    expectComplaint(/net::ERR_FAILED/);
  });

  it('R22 R34 an answer that is lost on its way: asked again as it was, and done once', async () => {
    const { customer, console } = await visit(newcomer);
    const [, second] = [await customer.addsCard({ number: mintCardNumber() }), mintCardNumber()];
    await customer.addsCard({ number: second });
    const before = await walletOf(customer);
    const asked: string[] = [];
    await console.page.route('**/v1/payment-methods/default', async (route) => {
      const { 'idempotency-key': key, 'if-match': version } = route.request().headers();
      asked.push(`${key} ${version}`);
      if (asked.length > 1) return route.continue();
      await route.fetch();
      await readAnew(console.page, '/v1/payment-methods'); // what was asked is done by then
      return route.abort();
    });
    await console.open('/payment-methods', 'Payment Methods');
    await console.operate(second.slice(-4), 'Set as Default');
    await console.says('This is now your default card.');
    expect(asked).toHaveLength(2);
    expect(new Set(asked).size).toBe(1);
    expect((await walletOf(customer)).revision).toBe(before.revision + 1);
    expectComplaint(/net::ERR_FAILED/);
  });

  it('R32 lists without entries say so; a long one is read on', async () => {
    const { customer, console } = await visit(newcomer);
    for (const [path, words] of [
      ['/historical-cards', 'Nothing has been tried yet.'],
      ['/holds', 'Nothing was ever held on your cards.'],
      ['/bills', 'No bills yet'],
    ] as const) {
      await console.open(path);
      await console.says(words);
    }
    for (let attempts = 0; attempts < ATTEMPTS; attempts += 1) {
      const { journeyId } = await customer.addCard();
      await customer.step(`/v1/card-additions/${journeyId}/cancellation`, {});
    }
    await customer.untilListed();
    await console.open('/historical-cards', 'Historical Cards');
    const lines = console.page.getByRole('listitem').filter({ hasText: 'No card was submitted' });
    await lines.nth(ATTEMPTS - 2).waitFor();
    await expect(lines.count()).resolves.toBe(ATTEMPTS - 1);
    await console.button('Show more').click();
    await lines.nth(ATTEMPTS - 1).waitFor();
    await console.button('Show more').waitFor({ state: 'detached' });
  });

  it('R35 R37 R38 D15 cards that can not pay say why, what is paused says so; an expired one is made valid by Edit', async () => {
    const { customer, console } = await visit(newcomer);
    const [dated, taken] = [mintCardNumber(), mintCardNumber(BLOCKED_AT_BILLING)];
    const [first, second] = [dated.slice(-4), taken.slice(-4)];
    const [thisYear = 0, thisMonth = 0] = newcomer.registeredAt.split('-').map(Number);
    const cardId = await customer.addsCard({ number: dated, expMonth: thisMonth, expYear: thisYear });
    await customer.addsCard({ number: taken });
    await console.open('/payment-methods', 'Payment Methods');
    await console.card(first).getByText('Expires soon').waitFor();
    await itsMonthIsOver(customer, cardId);
    const billing = new Billing(onfile());
    await billing.charge([{ accountId: customer.accountId, minor: 4_200, at: new Date().toISOString() }]);
    const billId = await billing.billAtRisk(customer.accountId);
    await billing.untilBill(billId, 'is overdue', ({ status }) => status === 'overdue');
    await eventually('postpayment is paused', async () => {
      const { body } = await customer.get<{ postpayment: string }>('/v1/me');
      return body.postpayment === 'suspended';
    });
    await console.page.reload();
    await console.card(first).getByText('Expired', { exact: true }).waitFor();
    await console.card(first).getByText('Choose Edit to set the new validity period.').waitFor();
    await console.card(second).getByText('Blocked by the bank').waitFor();
    const postpayment = console.page.getByRole('region', { name: 'Postpayment' });
    await postpayment.getByText('Paused').waitFor();
    const operation = console.card(second).getByRole('button', { name: /^Operation/ });
    await operation.click();
    const asDefault = console.page.getByRole('menuitem', { name: 'Set as Default' });
    await expect(asDefault.getAttribute('aria-disabled')).resolves.toBe('true');
    await console.page.keyboard.press('Escape');
    await console.operate(first, 'Edit');
    await console.fields.getByLabel('Expiry month').fill('11');
    await console.fields.getByLabel('Expiry year').fill('2034');
    await console.fields.getByLabel('Security code').fill('123');
    await (await console.yes()).click();
    await console.says('The new validity period is verified.');
    await console.page.getByRole('link', { name: 'Back to Payment Methods' }).click();
    await console.card(first).getByText('Expires 11/34').waitFor();
    await console.card(first).getByText('Expired', { exact: true }).waitFor({ state: 'detached' });
    await postpayment.getByText('Active').waitFor();
  });

  /** As if it had been added years ago: its last month is long over. */
  async function itsMonthIsOver({ accountId }: Customer, cardId: string): Promise<void> {
    const at = new Date().toISOString();
    await log.record({
      commandId: `time of ${cardId}`,
      at,
      streams: { wallet: stream('wallet', accountId) },
      decide({ wallet }) {
        const card = wallet.cards.find((held) => held.cardId === cardId)?.card;
        if (card === undefined) throw new Error(`${cardId} is not on file`);
        const { token, expiry, last4 } = card;
        const replaced = { token, expiry, last4 };
        const data = { accountId, cardId, card: { ...card, expiry: '2020-01' }, replaced };
        return { wallet: [{ type: 'CardUpdated' as const, at, data }] };
      },
    });
  }
});

const walletOf = async (customer: Customer) =>
  (await customer.get<{ revision: number }>('/v1/payment-methods/as-of')).body;

/** Waits until the page has read this address anew, as it does when somebody comes back to it. */
async function readAnew(page: Page, path: string): Promise<void> {
  let isRead = false;
  page.on('response', (response) => {
    isRead ||= new URL(response.url()).pathname === path;
  });
  await eventually(`${path} is read anew`, async () => {
    await page.evaluate(`window.dispatchEvent(new Event('visibilitychange'))`);
    return isRead;
  });
}
