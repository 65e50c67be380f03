import type { Frame, FrameLocator, Locator, Page } from 'playwright-core';
import type { Customer } from './onfile';

/** A card as a person types it into the gateway's fields. */
export interface TypedCard {
  readonly number: string;
  readonly expMonth?: string;
  readonly expYear?: string;
  readonly securityCode?: string;
  readonly holderName?: string;
}

/** One person before the console: finds everything by its role and its words, as they would. */
export class ConsolePage {
  constructor(
    readonly page: Page,
    readonly url: string,
  ) {}

  /** Signs in as somebody whom the host platform registered; the session is a cookie that scripts can not read. */
  async signInAs(customer: Pick<Customer, 'token'>): Promise<void> {
    const headers = { authorization: `Bearer ${customer.token}` };
    const answer = await this.page.context().request.post(new URL('/v1/session', this.url).href, { headers });
    if (answer.status() !== 204) throw new Error(`no session: ${answer.status()} ${await answer.text()}`);
  }

  async open(path: string, heading?: string | RegExp): Promise<void> {
    await this.page.goto(new URL(path, this.url).href);
    if (heading !== undefined) await this.heading(heading).waitFor();
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  /** Waits until the page says it. */
  async says(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** Waits until nothing on the page is still on its way. */
  async loaded(): Promise<void> {
    await this.page.locator('.skeleton').first().waitFor({ state: 'detached' });
  }

  /** Chooses from a list that opens. */
  async choose(label: string, option: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: label }).click();
    await this.page.getByRole('option', { name: option }).click();
  }

  /** A step of the progress header with what it says: done, now, or skipped and why. */
  step(name: string): Locator {
    return this.page
      .getByRole('navigation', { name: 'Complete Information' })
      .getByRole('listitem')
      .filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** Steps 3 and 4 of the page. */
  async confirmEmail(customer: Customer): Promise<void> {
    await this.heading('Verify your email address').waitFor();
    await this.button('Send Code').click();
    await this.field('Verification code').fill(await customer.codeFrom(customer.email));
    await this.button('Next').click();
  }

  /** Steps 5 and 6 of the page. */
  async confirmMobile(customer: Customer): Promise<void> {
    await this.heading('Add your mobile number').waitFor();
    await this.field('Mobile number').fill(customer.mobile);
    await this.button('Send Code').click();
    await this.field('Verification code').fill(await customer.codeFrom(customer.mobile));
    await this.button('Next').click();
  }

  /** Steps 7 and 8 of the page for an Individual. */
  async giveInformation(): Promise<void> {
    await this.heading('Account information').waitFor();
    await this.field('Name').fill('Ada Lovelace');
    await this.field('Address').fill('12 Analytical Way, Santiago');
    await this.choose('Industry', 'Software');
    await this.button('Next').click();
  }

  /** The gateway's own fields, in their frame. */
  get fields(): FrameLocator {
    return this.page.frameLocator('iframe.card-frame');
  }

  /** Types a card into the gateway's fields; what is left out is right. */
  async typeCard({
    number,
    expMonth = '12',
    expYear = '2031',
    securityCode = '123',
    holderName,
  }: TypedCard): Promise<void> {
    const { fields } = this;
    await fields.getByLabel('Card number').fill(number);
    await fields.getByLabel('Expiry month').fill(expMonth);
    await fields.getByLabel('Expiry year').fill(expYear);
    await fields.getByLabel('Security code').fill(securityCode);
    await fields.getByLabel("Card holder's name").fill(holderName ?? 'Ada Lovelace');
  }

  /** The page's own Yes, in sight. */
  yes(): Promise<Locator> {
    return this.inSight(this.page.getByRole('main').getByRole('button', { name: 'Yes' }));
  }

  /** Scrolls there first: the browser learns a few frames later that the gateway's frame is not under the pointer any more. */
  async inSight(wanted: Locator): Promise<Locator> {
    await wanted.scrollIntoViewIfNeeded();
    await this.page.evaluate(`new Promise((done) => {
      const wait = (frames) => (frames === 0 ? done() : requestAnimationFrame(() => wait(frames - 1)));
      wait(5);
    })`);
    return wanted;
  }

  /** Step 9 of the page: the card, and Yes. */
  async submitCard(card: TypedCard): Promise<void> {
    await this.typeCard(card);
    await (await this.yes()).click();
  }

  /** Step 10 of the page: goes to the bank's page, answers there, and comes back. */
  async answerBank(answer: 'Confirm' | 'Cancel'): Promise<void> {
    await this.page.getByRole('link', { name: 'Go to the bank’s page' }).click();
    await this.heading('Confirm that it is you').waitFor();
    const code = await this.page.locator('[data-one-time-code]').innerText();
    await this.page.getByLabel('One-time code').fill(code);
    await this.button(answer).click();
    await this.page.waitForURL((address) => address.origin === new URL(this.url).origin);
  }

  /** A card in Payment Methods, by its last digits. */
  card(last4: string): Locator {
    const cards = this.page.getByRole('main').locator('.card-item');
    return cards.filter({ hasText: last4 });
  }

  /** Something in a card's Operation menu. */
  async operate(last4: string, operation: 'Set as Default' | 'Edit'): Promise<void> {
    await this.card(last4)
      .getByRole('button', { name: /^Operation/ })
      .click();
    await this.page.getByRole('menuitem', { name: operation }).click();
  }

  /** The frames of the page that are the gateway's. */
  gatewayFrames(): Frame[] {
    return this.page.frames().filter((frame) => frame !== this.page.mainFrame());
  }
}
