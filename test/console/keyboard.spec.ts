import { randomUUID } from 'node:crypto';
import type { Locator } from 'playwright-core';
import { mintCardNumber } from '../driver/cards';
import type { ConsolePage } from '../driver/console';
import { freshMobile } from '../driver/onfile';
import { bank } from '../journeys/stack';
import { withBrowser } from './with-browser';

/** More controls than any page has between two that are used one after the other. */
const MOST_TABS = 40;

jest.setTimeout(240_000);

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
    await choose(console, 'United States');
    await tabTo(console, console.button('Create account'));
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
    await choose(console, 'Software');
    await tabTo(console, console.button('Next'));
    await keyboard.press('Enter');
    await console.fields.getByLabel('Card number').waitFor();
    await page.locator('iframe.card-frame').focus();
    for (const [label, typed] of CARD()) {
      await keyboard.press('Tab');
      // The focus goes to the gateway's frame a moment later.
      await console.fields.getByLabel(label).and(console.fields.locator(':focus')).waitFor();
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

/** What is typed into the gateway's fields, in their order. */
const CARD = (): readonly (readonly [label: string, typed: string])[] => [
  ['Card number', mintCardNumber('40000101')],
  ['Expiry month', '12'],
  ['Expiry year', '2031'],
  ['Security code', '123'],
  ["Card holder's name", 'Ada Lovelace'],
];

/** How long letters of one word may be apart, in milliseconds, is up to the list: what was typed too slowly is typed again. */
const ONE_WORD_MS = 2_000;
const MOST_TRIES = 10;

/** Types what begins so in the list that has opened, and takes it. */
async function choose({ page }: ConsolePage, words: string): Promise<void> {
  const list = page.getByRole('listbox');
  await list.waitFor();
  const option = list.getByRole('option', { name: words }).and(list.locator(':focus'));
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    await page.keyboard.type(words);
    const isThere = await option.waitFor({ timeout: ONE_WORD_MS }).then(
      () => true,
      () => false,
    );
    if (!isThere) continue;
    await page.keyboard.press('Enter');
    return list.waitFor({ state: 'detached' });
  }
  throw new Error(`${words} is not in the list`);
}

/** Goes on by Tab until it has the focus. */
async function tabTo({ page }: ConsolePage, wanted: Locator): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if (await wanted.first().evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(wanted)} was not reached by Tab on ${page.url()}`);
}
