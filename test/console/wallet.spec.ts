import type { Locator } from 'playwright-core';
import { mintCardNumber } from '../driver/cards';
import type { ConsolePage } from '../driver/console';
import { eventually } from '../driver/http';
import { withBrowser } from './with-browser';

jest.setTimeout(180_000);

describe('cards on file in a browser', () => {
  const { visit, otherTab } = withBrowser();

  /** A customer with so many cards, in Payment Methods; the last four digits of each, in order. */
  const withCards = async (count: number) => {
    const { customer, console } = await visit();
    const last4: string[] = [];
    while (last4.length < count) {
      const number = mintCardNumber();
      await customer.addsCard({ number });
      last4.push(number.slice(-4));
    }
    await customer.untilListed();
    await console.open('/payment-methods', 'Payment Methods');
    const [first = '', second = '', third = ''] = last4;
    await console.card(first).waitFor();
    return { customer, console, first, second, third };
  };

  it('R34–R36 Set as Default: the other card becomes the first in the order', async () => {
    const { console, first, second } = await withCards(2);
    await console.card(first).getByText('Default').waitFor();
    await console.operate(second, 'Set as Default');
    await console.card(second).getByText('Default').waitFor();
    await console.page.reload();
    await console.card(second).getByText('Default').waitFor();
    await console.card(first).getByText('No. 2').waitFor();
  });

  /** The last four digits of the cards, in the order of deductions that the page shows. */
  const orderOf = async (console: ConsolePage): Promise<string[]> =>
    (await console.page.locator('.card-number').allInnerTexts()).map((text) => text.slice(-4));

  it('R35 R36 D6 the order is changed by keyboard: a card is taken by its handle and put elsewhere; it is kept', async () => {
    const { console, first, second, third } = await withCards(3);
    const { keyboard } = console.page;
    await focusOn(console.button(new RegExp(`^Move .*${third}$`)));
    await keyboard.press('Enter');
    const places = console.page.locator(':focus[aria-label^="Insert"]');
    await places.waitFor({ state: 'attached' });
    const wanted = new RegExp(`^Insert between .*${first} and .*${second}$`);
    const place = async (): Promise<string> => (await places.getAttribute('aria-label')) ?? '';
    for (let moves = 0; moves < 4 && !wanted.test(await place()); moves += 1) {
      const before = await place();
      await keyboard.press('ArrowDown');
      await eventually('the next place', async () => (await place()) !== before);
    }
    await keyboard.press('Enter');
    await console.card(third).getByText('No. 2').waitFor();
    await console.says('The new order is saved.');
    await console.page.reload();
    await console.card(third).getByText('No. 2').waitFor();
    expect(await orderOf(console)).toStrictEqual([first, third, second]);
  });

  it('R34 R35 R36 D6 a card that is dragged before the default becomes the default', async () => {
    const { console, first, second, third } = await withCards(3);
    await console.card(third).dragTo(console.card(first), { targetPosition: { x: 6, y: 60 } });
    await console.card(third).getByText('Default').waitFor();
    await console.says('This is now your default card.');
    await console.page.reload();
    await console.card(third).getByText('Default').waitFor();
    expect(await orderOf(console)).toStrictEqual([third, first, second]);
  });

  it('R39 R40 the default card is deleted by choosing another default in the same step', async () => {
    const { console, first, second } = await withCards(2);
    await console.button(new RegExp(`^Delete .*${first}$`)).click();
    await console.says('The default credit card for payment cannot be removed.');
    await console.button('Set as default and delete').click();
    await console.card(first).waitFor({ state: 'detached' });
    await console.card(second).getByText('Default').waitFor();
  });

  it('R40 D17 R5 the last card is deleted by giving up the postpayment qualification; the prompt comes back', async () => {
    const { console, first } = await withCards(1);
    await console.button(new RegExp(`^Delete .*${first}$`)).click();
    await expect(console.button('Give up and delete').isDisabled()).resolves.toBe(true);
    await console.page.getByText('I give up the postpayment qualification').click();
    await console.button('Give up and delete').click();
    await console.page.getByRole('link', { name: 'Associate now' }).waitFor();
    await console.says('No card on file');
  });

  it('R34 two tabs: what is chosen on cards that have changed is refused, and the cards are shown as they are', async () => {
    const { console, first, second } = await withCards(2);
    const other = await otherTab(console);
    await other.open('/payment-methods', 'Payment Methods');
    await other.operate(second, 'Set as Default');
    await other.says('This is now your default card.');
    await console.button(new RegExp(`^Delete .*${second}$`)).click();
    await console.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await console.says('Something changed in the meantime.');
    await console.button('Cancel').click();
    await console.card(second).getByText('Default').waitFor();
    await console.card(first).getByText('No. 2').waitFor();
  });

  it('R37 R38 Edit: a new date and the security code in the gateway’s fields, proved by a new $1; History tells it', async () => {
    const { console, first } = await withCards(1);
    await console.operate(first, 'Edit');
    await console.heading('Edit validity period').waitFor();
    await console.fields.getByLabel('Expiry month').fill('11');
    await console.fields.getByLabel('Expiry year').fill('2034');
    await console.fields.getByLabel('Security code').fill('123');
    await (await console.yes()).click();
    await console.says('The new validity period is verified.');
    await console.page.getByRole('link', { name: 'Back to Payment Methods' }).click();
    await console.card(first).getByText('Expires 11/34').waitFor();
    await console.page.getByRole('main').getByRole('link', { name: 'History' }).click();
    await console.says('Edit validity');
  });

  it('R4 R25 Holds: what was held is shown as released, apart from when the bank shows it', async () => {
    const { customer, console } = await withCards(1);
    await eventually('the hold is back', async () => {
      const { body } = await customer.get<{ entries: { status: string }[] }>('/v1/holds');
      return body.entries[0]?.status === 'voided';
    });
    await console.page.getByRole('link', { name: 'Holds' }).click();
    await console.heading('Holds').waitFor();
    await console.says(/^Released by us on/);
    await console.says(/^Your bank shows it by/);
  });

  it('R41 R42 the currency link leads to Preferences; a currency is chosen and saved', async () => {
    const { console } = await visit();
    await console.open('/payment-methods', 'Payment Methods');
    await console.page.getByRole('link', { name: 'Currency: US Dollar' }).click();
    await console.heading('Preferences').waitFor();
    await console.choose('Currency', /\(EUR\)/);
    await console.button('Save').click();
    await console.says('The currency is saved.');
    await console.page.getByRole('link', { name: 'Payment Methods' }).click();
    await console.page.getByRole('link', { name: 'Currency: Euro' }).waitFor();
  });

  it('R44 Preferences: dark is chosen on a device that is light; it is dark, and stays so after a reload', async () => {
    const { console } = await visit({}, { colorScheme: 'light' });
    const isPageDark = (isDark: boolean) =>
      eventually(isDark ? 'the page is dark' : 'the page is light', async () => {
        const sum = await console.page.evaluate<number>(BRIGHTNESS);
        return isDark ? sum < 200 : sum > 600;
      });
    await console.open('/preferences', 'Preferences');
    await isPageDark(false);
    await console.page.getByText('Dark', { exact: true }).click();
    await isPageDark(true);
    await console.page.reload();
    await console.heading('Preferences').waitFor();
    await isPageDark(true);
  });
});

/** Red, green and blue of the page's ground, added up. */
const BRIGHTNESS = `getComputedStyle(document.body).backgroundColor.match(/\\d+/g).reduce((sum, part) => sum + Number(part), 0)`;

/** The first focus that comes into a list goes to its first card. */
async function focusOn(wanted: Locator): Promise<void> {
  for (let tries = 0; tries < 5; tries += 1) {
    await wanted.focus();
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
  }
  throw new Error(`${String(wanted)} does not take the focus`);
}
