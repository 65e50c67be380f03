import type { Browser, Locator } from 'playwright-core';
import { Billing } from '../../driver/billing';
import { newContext } from '../../driver/browser';
import { mintCardNumber } from '../../driver/cards';
import { ConsolePage } from '../../driver/console';
import type { Customer, Onfile } from '../../driver/onfile';

/** How much longer every answer and every script takes after a press: what is measured can not be the server's answer. */
export const SLOWER_MS = 300;

/** Of the customer's own stack: where its console is, and whom to be there. */
export interface Scene {
  readonly browser: Browser;
  readonly onfile: Onfile;
  readonly url: string;
}

/** Told what a press took until the page had visibly answered, in milliseconds. */
export type Tell = (action: string, ms: number) => void;

/**
 * Watches for the first change of the page after a press and for the frame that shows it: other content, or the look of
 * something that works, is chosen or has opened. How a button looks while it is touched is no answer, and what only
 * screen readers hear is not visible.
 */
const WATCH = `(starts) => {
  const shown = ['data-pending', 'data-selected', 'data-open', 'aria-expanded'];
  const isSeen = ({ target }) => {
    const element = target.nodeType === 1 ? target : target.parentElement;
    return !element?.closest('.for-readers, [data-live-announcer]');
  };
  window.answered = new Promise((done) => {
    const start = ({ timeStamp }) => {
      removeEventListener(starts, start, true);
      const watcher = new MutationObserver((changes) => {
        if (!changes.some(isSeen)) return;
        watcher.disconnect();
        requestAnimationFrame(() => {
          const painted = new MessageChannel();
          painted.port1.onmessage = () => done(performance.now() - timeStamp);
          painted.port2.postMessage(null);
        });
      });
      watcher.observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: shown });
    };
    addEventListener(starts, start, true);
  });
}`;

/** One person at the console whose presses are timed. */
class TimedPage extends ConsolePage {
  private isSlow = false;

  /** From the press until the page shows an answer; then waits for what the press was for. */
  async time(tell: Tell, action: string, wanted: Locator, then?: () => Promise<unknown>): Promise<void> {
    await this.inSight(wanted);
    await this.timed(tell, action, 'pointerup', () => wanted.click());
    await then?.();
  }

  async timed(tell: Tell, action: string, starts: string, press: () => Promise<unknown>): Promise<void> {
    await this.page.evaluate(`(${WATCH})(${JSON.stringify(starts)})`);
    this.isSlow = true;
    await press();
    tell(action, await this.page.evaluate<number>('window.answered'));
    this.isSlow = false;
  }

  /** From now on the network is slow while a press is timed. */
  async slowDown(): Promise<this> {
    await this.page.route('**/*', async (route) => {
      if (this.isSlow) await new Promise((next) => setTimeout(next, SLOWER_MS));
      await route.continue().catch(() => undefined); // the page may be gone by now
    });
    return this;
  }
}

async function open({ browser, url }: Scene, who: Pick<Customer, 'token'>): Promise<TimedPage> {
  const context = await newContext(browser, { lines: [] });
  const shown = new TimedPage(await context.newPage(), url);
  await shown.signInAs(who);
  return shown.slowDown();
}

/** Every action of a customer, once. */
export async function everyAction(scene: Scene, tell: Tell): Promise<void> {
  await onboarding(scene, tell);
  await cards(scene, tell);
  await history(scene, tell);
  await bills(scene, tell);
}

async function onboarding(scene: Scene, tell: Tell): Promise<void> {
  const who = await scene.onfile.register({ region: 'US' });
  const at = await open(scene, who);
  const next = at.button('Next');
  await at.open('/payment-methods', 'Payment Methods');
  await at.loaded();
  await at.time(tell, 'Associate now', at.page.getByRole('link', { name: 'Associate now' }), () =>
    at.heading('Add a credit card').waitFor(),
  );
  await at.time(tell, 'Add Card', at.button('Add Card'), () => at.heading('Verify your email address').waitFor());
  await at.time(tell, 'Send Code (email)', at.button('Send Code'), () => at.button(/^Send again/).waitFor());
  await at.field('Verification code').fill(await who.codeFrom(who.email));
  await at.time(tell, 'Next (email)', next, () => at.heading('Add your mobile number').waitFor());
  await at.field('Mobile number').fill(who.mobile);
  await at.time(tell, 'Send Code (mobile)', at.button('Send Code'), () => at.button(/^Send again/).waitFor());
  await at.field('Verification code').fill(await who.codeFrom(who.mobile));
  await at.time(tell, 'Next (mobile)', next, () => at.heading('Account information').waitFor());
  await at.time(tell, 'Enterprise', at.page.getByText('Enterprise', { exact: true }));
  await at.page.getByText('Individual', { exact: true }).click();
  await at.field('Name').fill('Ada Lovelace');
  await at.field('Address').fill('12 Analytical Way, Boston');
  await at.choose('Industry', 'Software');
  await at.time(tell, 'Next (information)', next, () => at.heading('Your credit card').waitFor());
  await at.typeCard({ number: mintCardNumber() });
  await at.time(tell, 'Yes (card)', await at.yes(), () => at.heading('Your card is added').waitFor());
  const back = at.page.getByRole('link', { name: 'Go to Payment Methods' });
  await at.time(tell, 'Go to Payment Methods', back, () => at.heading('Payment Methods').waitFor());
  await at.time(tell, 'Add Card (another)', at.button('Add Card'), () => at.heading('Your credit card').waitFor());
  await at.time(tell, 'Cancel adding a card', at.button('Cancel adding a card'));
  await at.time(tell, 'Yes, cancel it', at.button('Yes, cancel it'), () => at.heading('This was cancelled').waitFor());
  await at.page.context().close();
}

async function cards(scene: Scene, tell: Tell): Promise<void> {
  const who = await scene.onfile.register({ region: 'US' });
  const numbers = [mintCardNumber(), mintCardNumber(), mintCardNumber()];
  for (const number of numbers) await who.addsCard({ number });
  const [first = '', second = '', third = ''] = numbers.map((number) => number.slice(-4));
  const at = await open(scene, who);
  const page = at.page;
  await at.open('/payment-methods', 'Payment Methods');
  await at.loaded();
  await at.time(tell, 'Operation', at.card(second).getByRole('button', { name: /^Operation/ }), () =>
    page.getByRole('menu').waitFor(),
  );
  await at.time(tell, 'Set as Default', page.getByRole('menuitem', { name: 'Set as Default' }));
  await at.says('This is now your default card.');
  await at.timed(tell, 'Drag a card', 'drop', () =>
    at.card(third).dragTo(at.card(second), { targetPosition: { x: 6, y: 60 } }),
  );
  await at.card(third).getByText('Default').waitFor();
  await page.reload();
  await at.loaded();
  await at.operate(first, 'Edit');
  await at.fields.getByLabel('Expiry month').fill('11');
  await at.fields.getByLabel('Expiry year').fill('2034');
  await at.fields.getByLabel('Security code').fill('123');
  await at.time(tell, 'Yes (edit)', await at.yes(), () => at.says('The new validity period is verified.'));
  await page.getByRole('link', { name: 'Back to Payment Methods' }).click();
  await at.card(first).getByText('Expires 11/34').waitFor();
  const confirm = page.getByRole('alertdialog').getByRole('button', { name: 'Delete' });
  await at.time(tell, 'Delete', at.button(new RegExp(`^Delete .*${first}$`)), () => confirm.waitFor());
  await at.time(tell, 'Delete, confirmed', confirm, () => at.card(first).waitFor({ state: 'detached' }));
  await at.time(tell, 'Currency', page.getByRole('link', { name: /^Currency/ }), () =>
    at.heading('Preferences').waitFor(),
  );
  await at.choose('Currency', /\(EUR\)/);
  await at.time(tell, 'Save (currency)', at.button('Save'), () => at.says('The currency is saved.'));
  const foot = page.getByRole('contentinfo');
  await at.time(tell, 'Feedback: No', foot.getByRole('button', { name: 'No', exact: true }));
  await foot.getByLabel('Comment').fill('It is all there.');
  await at.time(tell, 'Feedback: OK', foot.getByRole('button', { name: 'OK' }), () => at.says('Thank you.'));
  await at.time(tell, 'Account menu', at.button(/^Signed in as/), () => page.getByRole('menu').waitFor());
  await at.time(tell, 'Language', page.getByRole('menuitemradio', { name: 'Español' }));
  await at.page.context().close();
}

const DECLINED = '40000251';

async function history(scene: Scene, tell: Tell): Promise<void> {
  const who = await scene.onfile.register({ region: 'US' });
  const { journeyId } = await who.submitCard(await who.reachCard(), { number: mintCardNumber(DECLINED) });
  await who.until(journeyId, 'its failure', ({ state }) => state === 'failed');
  const at = await open(scene, who);
  await at.open('/payment-methods', 'Payment Methods');
  await at.loaded();
  const link = at.page.getByRole('main').getByRole('link', { name: 'History' });
  await at.time(tell, 'History', link, () => at.heading('Historical Cards').waitFor());
  await at.time(tell, 'Submit a service ticket', at.button('Submit a service ticket'));
  const dialog = at.page.getByRole('dialog');
  await at.time(tell, 'Submit (ticket)', dialog.getByRole('button', { name: 'Submit' }), () => at.says(/^Your ticket/));
  await dialog.getByRole('button', { name: 'Close' }).click();
  await at.time(tell, 'Add the card again', at.button('Add the card again'), () =>
    at.heading('Your credit card').waitFor(),
  );
  await at.page.context().close();
}

const INSUFFICIENT_ONCE = '40000091';
const CONFIRMED = '40000094';

async function bills(scene: Scene, tell: Tell): Promise<void> {
  const billing = new Billing(scene.onfile);
  const overdue = async (prefix: string) => {
    const who = await scene.onfile.register({ region: 'US' });
    await who.addsCard({ number: mintCardNumber(prefix) });
    await billing.charge([{ accountId: who.accountId, minor: 8_421, at: new Date().toISOString() }]);
    const billId = await billing.billAtRisk(who.accountId);
    await billing.untilBill(billId, 'is overdue', ({ status }) => status === 'overdue');
    const at = await open(scene, who);
    await at.open(`/bills/${billId}`, 'Why this card?');
    await at.loaded();
    return at;
  };
  const paying = await overdue(INSUFFICIENT_ONCE);
  await paying.time(tell, 'Download the bill (PDF)', paying.button('Download the bill (PDF)'));
  await paying.choose('Pay with', /^Visa/);
  await paying.time(tell, 'Pay now', paying.button('Pay now'), () => paying.says(/^Paid$/));
  await paying.page.context().close();
  const confirming = await overdue(CONFIRMED);
  await confirming.time(tell, 'Confirm with the bank', confirming.button('Confirm with the bank'), () =>
    confirming.page.getByRole('link', { name: 'Go to the bank’s page' }).waitFor(),
  );
  await confirming.page.context().close();
}
