import { isTooWide } from '../driver/browser';
import { Billing } from '../driver/billing';
import { mintCardNumber } from '../driver/cards';
import type { Customer } from '../driver/onfile';
import { onfile } from '../journeys/stack';
import { violationsInBothLooks, violationsOf } from './violations';
import { withBrowser } from './with-browser';

const INSUFFICIENT_AT_BILLING = '40000090';
const CHALLENGED = '40000101';
const AN_HOUR_MS = 3_600_000;

const PHONE = { width: 360, height: 740 };

/** Every page behind the sign-in that needs no journey of its own, and its heading. */
const PAGES = [
  ['/payment-methods', 'Payment Methods'],
  ['/historical-cards', 'Historical Cards'],
  ['/holds', 'Holds'],
  ['/preferences', 'Preferences'],
  ['/bills', 'Bills'],
  ['/complete-information', 'Complete Information'],
  ['/nowhere', 'There is no such page'],
] as const;

jest.setTimeout(240_000);

describe('the console for everybody', () => {
  const { visit, device } = withBrowser();

  const withHistory = async (options: Parameters<typeof device>[0]) => {
    const { customer, console } = await visit({}, options);
    await customer.addsCard({ number: mintCardNumber() });
    await customer.addsCard({ number: mintCardNumber() });
    const failed = await customer.submitCard(await customer.reachCard(), { number: mintCardNumber('40000078') });
    await customer.until(failed.journeyId, 'its end', ({ state }) => state === 'failed');
    return { customer, console, failed };
  };

  it('WCAG 2.2 AA: no violation on any page in light and dark, none wider than 360 px', async () => {
    const { console, failed } = await withHistory({ viewport: PHONE });
    const found: string[] = [];
    const look = async (): Promise<void> => {
      found.push(...(await violationsInBothLooks(console.page)));
      if (await isTooWide(console.page)) found.push(`wider than the window: ${console.page.url()}`);
    };
    for (const [path, heading] of PAGES) {
      await console.open(path, heading);
      await console.loaded();
      await look();
    }
    await console.open(`/complete-information/${failed.journeyId}`, 'The card was not added');
    await look();
    await console.button('Submit a service ticket').click();
    const ticket = console.page.getByRole('dialog');
    await ticket.getByText(failed.journeyId).waitFor();
    await look();
    await expect(ticket.evaluate((element) => element.scrollWidth > element.clientWidth)).resolves.toBe(false);
    const door = await device({ viewport: PHONE });
    await door.open('/sign-in', 'Sign in');
    found.push(...(await violationsInBothLooks(door.page)));
    if (await isTooWide(door.page)) found.push('wider than the window: /sign-in');
    expect(found).toStrictEqual([]);
  });

  it('WCAG 2.2 AA: no violation on any step, in a dialog or in a menu', async () => {
    const { customer, console } = await visit({}, { viewport: PHONE });
    const found: string[] = [];
    const look = async (): Promise<void> => {
      found.push(...(await violationsOf(console.page)));
      if (await isTooWide(console.page)) found.push(`wider than the window: ${console.page.url()}`);
    };
    await customer.addCard();
    await console.open('/complete-information', 'Verify your email address');
    await look();
    await console.confirmEmail(customer);
    await console.heading('Add your mobile number').waitFor();
    await look();
    await console.confirmMobile(customer);
    await console.heading('Account information').waitFor();
    await look();
    await console.giveInformation();
    await console.fields.getByLabel('Card number').waitFor();
    await look();
    await console.submitCard({ number: mintCardNumber(CHALLENGED) });
    await console.heading('Your bank asks you to confirm').waitFor();
    await look();
    await console.answerBank('Confirm');
    await console.heading('Your card is added').waitFor();
    await look();
    await console.open('/payment-methods', 'Payment Methods');
    await console.button(/^Delete /).click();
    await console.button('Give up and delete').waitFor();
    await look();
    expect(found).toStrictEqual([]);
  });

  it('R44 at 360 px every page is behind Menu: it opens, leads there, and is closed again', async () => {
    const { console } = await visit({}, { viewport: PHONE });
    await console.open('/payment-methods', 'Payment Methods');
    const pages = console.page.getByRole('navigation', { name: 'Billing center' }).getByRole('link');
    for (const name of ['Bills', 'Historical Cards', 'Holds', 'Preferences', 'Payment Methods']) {
      await pages.first().waitFor({ state: 'detached' });
      await console.button('Menu').click();
      await pages.filter({ hasText: name }).click();
      await console.heading(name).waitFor();
    }
    await console.button('Menu').click();
    await pages.first().waitFor();
    await console.page.keyboard.press('Escape');
    await pages.first().waitFor({ state: 'detached' });
  });

  it('WCAG 2.2 AA: no violation on a bill, Edit, a change, feedback, the menus, the bank page in light and dark', async () => {
    const { customer, console } = await visit({}, { viewport: PHONE });
    const cardId = await customer.addsCard({ number: mintCardNumber(INSUFFICIENT_AT_BILLING) });
    const { body: change } = await customer.edits(cardId);
    await customer.untilChange(change.changeId, 'its end', ({ state }) => state === 'succeeded');
    const billId = await overdueBill(customer);
    const found: string[] = [];
    const look = async (): Promise<void> => {
      found.push(...(await violationsInBothLooks(console.page)));
      if (await isTooWide(console.page)) found.push(`wider than the window: ${console.page.url()}`);
    };
    await console.open(`/bills/${billId}`, 'Why this card?');
    await console.loaded();
    await look();
    await console.open(`/payment-methods/${cardId}/edit`, 'Edit validity period');
    await console.fields.getByLabel('Expiry month').waitFor();
    await look();
    await console.open(`/card-validity-changes/${change.changeId}`, 'Edit validity period');
    await console.says('The new validity period is verified.');
    await look();
    await console.open('/payment-methods', 'Payment Methods');
    await console.page.getByRole('contentinfo').getByRole('button', { name: 'No', exact: true }).click();
    await console.button('Menu').click();
    await look();
    for (const menu of [/^Operation/, /^Signed in as/]) {
      await console.button(menu).first().click();
      await console.page.getByRole('menu').waitFor();
      await look();
      await console.page.keyboard.press('Escape');
    }
    const { journeyId } = await customer.submitCard(await customer.reachCard(), {
      number: mintCardNumber(CHALLENGED),
    });
    const asked = await customer.until(journeyId, 'the bank’s page', ({ bankPageUrl }) => bankPageUrl !== undefined);
    await console.page.goto(asked.bankPageUrl ?? '');
    await console.heading('Confirm that it is you').waitFor();
    await look();
    expect(found).toStrictEqual([]);
  });
});

/** A bill that no card could pay: with all that can be done with it. */
async function overdueBill({ accountId }: Customer): Promise<string> {
  const billing = new Billing(onfile());
  await billing.charge([{ accountId, minor: 8_421, at: new Date(Date.now() - AN_HOUR_MS).toISOString() }]);
  const billId = await billing.billAtRisk(accountId);
  await billing.untilBill(billId, 'is overdue', ({ status }) => status === 'overdue');
  return billId;
}
