import { randomUUID } from 'node:crypto';
import type { Locator } from 'playwright-core';
import { mintCardNumber } from '../driver/cards';
import type { ConsolePage } from '../driver/console';
import { freshMobile } from '../driver/onfile';
import { bank } from '../journeys/stack';
import { withBrowser } from './with-browser';

/** More controls than any page has between two that are used one after the other. */
const MOST_TABS = 40;

jest.setTimeout(120_000);

describe('the console without a mouse', () => {
  const { device } = withBrowser();

  it('R1–R30 from creating an account to the card on file, with the keyboard only', async () => {
    const console = await device();
    const { page } = console;
    const { keyboard } = page;
    const email = `keyboard-${randomUUID()}@example.com`;
    const mobile = freshMobile('US');
    await console.open('/', 'Sign in');
    await tabTo(console, page.getByRole('tab', { name: 'Sign in' }));
    await keyboard.press('ArrowRight');
    await tabTo(console, console.field('Email address'));
    await keyboard.type(email);
    await tabTo(console, console.button(/Country or region/));
    await keyboard.press('Enter');
    await page.getByRole('listbox').waitFor();
    await keyboard.type('United States');
    await keyboard.press('Enter');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await console.heading('Payment Methods').waitFor();
    await tabTo(console, page.getByRole('link', { name: 'Associate now' }));
    await keyboard.press('Enter');
    await console.heading('Add a credit card').waitFor();
    await tabTo(console, console.button('Add Card'));
    await keyboard.press('Enter');
    await console.heading('Add your mobile number').waitFor();
    await tabTo(console, console.field('Mobile number'));
    await keyboard.type(mobile);
    await tabTo(console, console.button('Send Code'));
    await keyboard.press('Enter');
    const { code } = await bank().code(mobile);
    await tabTo(console, console.field('Verification code'));
    await keyboard.type(code);
    await keyboard.press('Enter');
    await console.heading('Account information').waitFor();
    await tabTo(console, console.field('Name'));
    await keyboard.type('Ada Lovelace');
    await tabTo(console, console.field('Address'));
    await keyboard.type('12 Analytical Way, Boston');
    await tabTo(console, console.button(/Industry/));
    await keyboard.press('Enter');
    await page.getByRole('listbox').waitFor();
    await keyboard.type('Software');
    await keyboard.press('Enter');
    await tabTo(console, console.button('Next'));
    await keyboard.press('Enter');
    await console.fields.getByLabel('Card number').waitFor();
    await page.locator('iframe.card-frame').focus();
    for (const typed of [mintCardNumber('40000101'), '12', '2031', '123', 'Ada Lovelace']) {
      await keyboard.press('Tab');
      await keyboard.type(typed);
    }
    await tabTo(console, page.getByRole('main').getByRole('button', { name: 'Yes' }));
    await keyboard.press('Enter');
    await console.heading('Your bank asks you to confirm').waitFor();
    await tabTo(console, page.getByRole('link', { name: 'Go to the bank’s page' }));
    await keyboard.press('Enter');
    await console.heading('Confirm that it is you').waitFor();
    const oneTime = await page.locator('[data-one-time-code]').innerText();
    await tabTo(console, console.field('One-time code'));
    await keyboard.type(oneTime);
    await keyboard.press('Enter');
    await console.heading('Your card is added').waitFor();
  });
});

/** Goes on by Tab until it has the focus. */
async function tabTo({ page }: ConsolePage, wanted: Locator): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if (await wanted.first().evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(wanted)} was not reached by Tab on ${page.url()}`);
}
