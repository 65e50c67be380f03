import type { Page } from 'playwright-core';
import { mintCardNumber } from '../driver/cards';
import type { ConsolePage } from '../driver/console';
import type { Customer } from '../driver/onfile';
import { onfile } from '../journeys/stack';
import { consoleWords, type Language, type Words } from './console-words';
import { withBrowser } from './with-browser';

const CHALLENGED = '40000101';

/** What the bank's own page asks. */
const BANK_ASKS = { es: 'Confirme que es usted', zh: '请确认是您本人' };

/** What the gateway's own form calls its fields. */
const FIELDS = {
  es: ['Número de la tarjeta', 'Mes de vencimiento', 'Año de vencimiento', 'Código de seguridad', 'Nombre del titular'],
  zh: ['卡号', '到期月份', '到期年份', '安全码', '持卡人姓名'],
} as const;

jest.setTimeout(240_000);

describe('the whole onboarding in every language', () => {
  const { visit, device } = withBrowser();
  let chilean: Promise<Customer>;
  beforeAll(() => void (chilean = withHold()));

  it.each([
    ['es', 'es-CL'],
    ['zh', 'zh-CN'],
  ] as const)('R1–R30 R44 %s: every step in the words of that language, none in English', async (language, locale) => {
    const { customer, console } = await visit({ region: 'CL', language }, { locale });
    const words = consoleWords(language);
    const look = englishFinder(language, console.page);
    await console.open('/payment-methods', words.wallet.title);
    await console.loaded();
    await console.page.locator(`html[lang="${{ es: 'es', zh: 'zh-Hans' }[language]}"]`).waitFor();
    await look();
    await console.page.getByRole('link', { name: words.wallet.prompt.associate }).click();
    await console.heading(words.journey.start.title).waitFor();
    await look();
    await console.button(words.journey.start.add).click();
    await confirmContacts(console, customer, words, look);
    await giveInformation(console, words, look);
    await giveCard(console, language, look);
    await console.heading(words.journey.bank.title).waitFor();
    await look();
    await console.page.getByRole('link', { name: words.journey.bank.go }).click();
    await console.heading(BANK_ASKS[language]).waitFor();
    const code = await console.page.locator('[data-one-time-code]').innerText();
    await console.page.getByRole('textbox').fill(code);
    await console.page.getByRole('button').first().click();
    await console.heading(words.journey.added.title).waitFor();
    await look();
    for (const [path, heading] of [
      ['/payment-methods', words.wallet.title],
      ['/bills', words.bills.title],
      ['/historical-cards', words.history.title],
      ['/holds', words.holds.title],
      ['/preferences', words.preferences.title],
    ] as const) {
      await console.open(path, heading);
      await console.loaded();
      await look();
    }
  });

  it.each([
    ['en-GB', /^CLP\s\d+$/, /Released by us on \d{1,2} \p{L}+ \d{4}, \d\d:\d\d$/u],
    ['es-CL', /^\$\d+$/, /\d{2}-\d{2}-\d{4}, \d{1,2}:\d\d/],
    ['zh-CN', /^CLP\s?\d+$/, /\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d/],
  ] as const)('R25 dates and money as a reader of %s writes them', async (locale, money, moment) => {
    const console = await device({ locale });
    await console.signInAs(await chilean);
    await console.open('/holds');
    await console.page.locator('.amount').filter({ hasText: money }).waitFor();
    await console.says(moment);
  });

  it('a language chosen in the menu is spoken at once, and again after a reload', async () => {
    const { console } = await visit();
    const words = consoleWords('zh');
    await console.open('/payment-methods', 'Payment Methods');
    await console.button(/^Signed in as/).click();
    await console.page.getByRole('menuitemradio', { name: '简体中文' }).click();
    await console.heading(words.wallet.title).waitFor();
    await console.page.reload();
    await console.heading(words.wallet.title).waitFor();
  });
});

/** A customer in Chile whose card is on file, and whose hold was given back. */
async function withHold(): Promise<Customer> {
  const customer = await onfile().register({ region: 'CL', registeredAt: new Date().toISOString() });
  const taxId = { type: 'RUT', number: '8148691-3' };
  const { journeyId } = await customer.submitCard(await customer.reachCard(), { number: mintCardNumber() }, taxId);
  await customer.untilReleased(journeyId);
  return customer;
}

type Look = () => Promise<void>;

async function confirmContacts(console: ConsolePage, customer: Customer, { journey, frame }: Words, look: Look) {
  await console.heading(journey.email.title).waitFor();
  await look();
  await console.button(journey.sendCode).click();
  await console.field(journey.code).fill(await customer.codeFrom(customer.email));
  await console.button(frame.next).click();
  await console.heading(journey.mobile.title).waitFor();
  await look();
  await console.field(journey.mobile.number).fill(customer.mobile);
  await console.button(journey.sendCode).click();
  await console.field(journey.code).fill(await customer.codeFrom(customer.mobile));
  await look();
  await console.button(frame.next).click();
}

async function giveInformation(console: ConsolePage, { journey, frame, industries }: Words, look: Look) {
  const { information } = journey;
  await console.heading(information.title).waitFor();
  await console.button(frame.next).click();
  await console.says(frame.required);
  await look();
  await console.field(information.name).fill('Ada Lovelace');
  await console.field(information.address).fill('12 Analytical Way, Santiago');
  await console.choose(information.industry, industries.software);
  await console.button(frame.next).click();
}

async function giveCard(console: ConsolePage, language: 'es' | 'zh', look: Look) {
  const { card } = consoleWords(language).journey;
  const typed = [mintCardNumber(CHALLENGED), '12', '2031', '123', 'Ada Lovelace'];
  for (const [at, label] of FIELDS[language].entries()) await console.fields.getByLabel(label).fill(typed[at] ?? '');
  await look();
  await console.field(card.idNumber).fill('8148691-3');
  const yes = console.page.getByRole('main').getByRole('button', { name: card.yes, exact: true });
  await (await console.inSight(yes)).click();
}

/** Looks for English in what a page says: its texts, the names of its controls, its placeholders. */
function englishFinder(language: Language, page: Page): Look {
  const english = onlyIn(consoleWords('en'), consoleWords(language));
  return async () => {
    const said = await page.evaluate<string[]>(`[...document.querySelectorAll('body *')].flatMap((element) => [
      ...[...element.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ nodeValue }) => nodeValue.trim()),
      ...['aria-label', 'placeholder', 'title'].map((name) => element.getAttribute(name) ?? ''),
    ])`);
    expect(said.length).toBeGreaterThan(20);
    expect(said.filter((text) => english.has(text))).toStrictEqual([]);
  };
}

/** The texts of one language that the other one has otherwise, in the same places. */
function onlyIn(one: unknown, other: unknown): Set<string> {
  if (typeof one === 'string') return new Set(one === other ? [] : [one]);
  if (typeof one !== 'object' || one === null) return new Set();
  const found = Object.entries(one).flatMap(([key, value]) => [
    ...onlyIn(value, (other as Record<string, unknown> | undefined)?.[key]),
  ]);
  return new Set(found);
}
