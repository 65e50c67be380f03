import { mintCardNumber } from '../driver/cards';
import { bank, onfile } from '../journeys/stack';
import { withBrowser } from './with-browser';
import { act, didIt, operatorOn } from './with-operator';

const MINUTE_MS = 60_000;
/** Always asks for the bank's page. */
const CHALLENGED = '40000101';
jest.setTimeout(4 * MINUTE_MS);

/** A journey that waits for its customer at the bank's page. */
async function atBankPage(number = mintCardNumber(CHALLENGED)) {
  const customer = await onfile().register({ region: 'US' });
  const { journeyId } = await customer.submitCard(await customer.reachCard(), { number });
  await customer.until(journeyId, 'the bank page', ({ bankPageUrl }) => bankPageUrl !== undefined, MINUTE_MS);
  await customer.untilListed();
  return { customer, journeyId };
}

describe('the operators’ pages: find, explain, act', () => {
  const { device, visit } = withBrowser();

  it('S5 operators sign in at a door of their own: neither session opens the pages of the other', async () => {
    const { console } = await visit();
    await console.open('/operations', 'Sign in to operations');
    await console.field('Operator').fill('op-at-the-door');
    await console.button('Sign in').click();
    await console.heading('Health').waitFor();
    await console.says('Signed in as op-at-the-door, who may look');
    await console.open('/payment-methods', 'Payment Methods');
    await console.open('/operations/find', 'Find');
    await console.button('Sign out').click();
    await console.heading('Sign in to operations').waitFor();
    await console.open('/payment-methods', 'Payment Methods');
    const alone = await operatorOn(device, 'write');
    await alone.console.open('/payment-methods', 'Sign in');
  });

  it('finds an account, a journey and a card, by whole ids and the last four digits; says when nothing is named so', async () => {
    const customer = await onfile().register({ region: 'US' });
    const number = mintCardNumber();
    const { journeyId } = await customer.submitCard(await customer.reachCard(), { number });
    await customer.until(journeyId, 'its end', ({ state }) => state === 'succeeded', MINUTE_MS);
    await customer.untilListed();
    const { console } = await operatorOn(device, 'read');
    await console.open('/operations/find', 'Find');
    const find = async (word: string) => {
      await console.field('Id, number, last four digits, month, email or mobile number').fill(word);
      await console.button('Find').click();
    };
    await find(customer.accountId);
    await console.page.getByRole('link', { name: customer.accountId, exact: true }).click();
    await console.heading(`Account ${customer.accountId}`).waitFor();
    await console.says('Cards on file');
    await console.says(new RegExp(`•••• ${number.slice(-4)}`));
    await console.page
      .getByRole('listitem')
      .filter({ hasText: 'Postpayment granted' })
      .getByText('by Onfile itself')
      .waitFor();
    await console.page.goBack();
    await find(number.slice(-4));
    await console.page.getByRole('link', { name: journeyId, exact: true }).first().click();
    await console.heading(`Journey ${journeyId}`).waitFor();
    await console.page.goBack();
    await find('nothing-like-it');
    await console.says('Nothing is named nothing-like-it');
    await find('two words');
    await console.says(/^One word: letters, digits/);
    await find(customer.email);
    await console.page.getByRole('link', { name: customer.accountId, exact: true }).waitFor();
    expect(console.page.url()).not.toContain('@');
    await find('nobody@nowhere.example');
    await console.says('Nobody here has this address or number');
  });

  it('explains a journey: the facts of the log, the workflow’s own view, the steps; who may only look can not act', async () => {
    const { journeyId } = await atBankPage();
    const { console } = await operatorOn(device, 'read');
    await console.open(`/operations/journeys/${journeyId}`, `Journey ${journeyId}`);
    for (const words of ['Card addition started', 'Hold asked', 'What its workflow is doing', 'Running']) {
      await console.says(words);
    }
    await console.says(`cardAddition/${journeyId}`);
    await console.says('Steps that it can be reset to');
    await console.says('Ledger of the hold');
    await console.says('You may look, and not act: acting takes the role write.');
    await expect(console.button('Pause').count()).resolves.toBe(0);
    const path = `/v1/operations/journeys/${journeyId}/pauses`;
    const forced = await console.page.evaluate<number>(
      `fetch('${path}', { method: 'POST', body: '{"reason":"x"}', headers: { 'Onfile-Console': 'operations',
        'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() } }).then(({ status }) => status)`,
    );
    expect(forced).toBe(403);
    await console.open('/operations/journeys/nobody', 'Journey nobody');
    await console.says('There is no such thing (any more). Look for it under Find.');
  });

  it('pauses, resumes and cancels with a reason; where another operator was faster, says so and does nothing', async () => {
    const { customer, journeyId } = await atBankPage();
    const { console, name } = await operatorOn(device, 'write');
    const other = await operatorOn(device, 'write');
    for (const each of [console, other.console]) {
      await each.open(`/operations/journeys/${journeyId}`, `Journey ${journeyId}`);
    }
    await act(console, 'Pause', 'we look into it', 'Pause it');
    await didIt(console, 'Paused: it does nothing until it is resumed.');
    await act(console, 'Resume', 'looked', 'Resume it');
    await didIt(console, 'Resumed: it goes on where it was.');
    await other.console.page.getByRole('main').getByRole('button', { name: 'Cancel', exact: true }).click();
    await act(console, 'Cancel', 'the customer asked', 'End it');
    await didIt(console, /^Asked to end/);
    const ended = await customer.until(journeyId, 'its end', ({ state }) => state !== 'open', MINUTE_MS);
    expect(ended).toMatchObject({ state: 'failed', result: { code: 'cancelled-by-us' } });
    await console.page.reload();
    const failed = console.page.getByRole('listitem').filter({ hasText: 'Card addition failed' });
    await failed.getByText(`by ${name}`).waitFor();
    const theirs = await device();
    await theirs.signInAs(customer);
    await theirs.open(`/complete-information/${journeyId}`);
    await theirs.says('We ended this attempt. Your card was not refused, and anything held goes back to you.');
    const dialog = other.console.page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'End it' }).click();
    await dialog.getByText('Say why.').waitFor();
    await dialog.getByLabel('Why').fill('the customer asked me too');
    await dialog.getByRole('button', { name: 'End it' }).click();
    await dialog.getByText(/^Its workflow is over/).waitFor();
    await console.open(`/operations/log?by=${name}`, 'Operator log');
    await console.says('The record is whole');
    await console.says('“we look into it”');
    await console.page
      .getByRole('link', { name: `cardAddition/${journeyId}` })
      .first()
      .click();
    await console.says('Its workflow is over: there is nothing to act on.');
  });

  it('resets to a named step: shows first what comes again, then what it did; the bank holds once', async () => {
    const { customer, journeyId } = await atBankPage();
    const { console } = await operatorOn(device, 'write');
    await console.open(`/operations/journeys/${journeyId}`, `Journey ${journeyId}`);
    await console.button('Reset to a step').click();
    await console.page.getByRole('alertdialog').getByRole('button', { name: 'Step' }).click();
    await console.page.getByRole('option', { name: 'hold', exact: true }).click();
    await console.says('Done again, under the same keys');
    await console.page.getByRole('alertdialog').getByLabel('Why').fill('the bank is called anew');
    await console.button('Reset it').click();
    await didIt(console, /^Reset to hold: run/);
    await customer.until(journeyId, 'the bank page', ({ bankPageUrl }) => bankPageUrl !== undefined, MINUTE_MS);
    expect((await bank().holds()).filter(({ key }) => key.startsWith(journeyId)).length).toBe(1);
  });

  it('what nobody can take back is asked for by one, and done when another says yes', async () => {
    const { customer, journeyId } = await atBankPage();
    const { console } = await operatorOn(device, 'approve');
    await console.open(`/operations/journeys/${journeyId}`, `Journey ${journeyId}`);
    await act(console, 'Terminate', `beyond help ${journeyId}`, 'Ask for it');
    await didIt(console, /until another operator says yes/);
    const mine = await waiting(console);
    await mine.getByText('You have asked for this yourself: somebody else has to say yes.').waitFor();
    await expect(mine.getByRole('button', { name: 'Say yes' }).count()).resolves.toBe(0);
    const second = await operatorOn(device, 'approve');
    const theirs = await waiting(second.console);
    await theirs.getByRole('button', { name: 'Say yes' }).click();
    const dialog = second.console.page.getByRole('alertdialog');
    await dialog.getByLabel('Why').fill('looked at it');
    await dialog.getByRole('button', { name: 'Yes, do it' }).click();
    await didIt(second.console, /^Terminated/);
    await customer.untilReleased(journeyId, MINUTE_MS);

    async function waiting(of: typeof console) {
      await of.open('/operations/approvals', 'Approvals');
      const article = of.page.getByRole('article').filter({ hasText: journeyId });
      await article.waitFor();
      return article;
    }
  });

  it('acts on all that a list names: counted in a dry run, done with progress, each told', async () => {
    const { customer, journeyId } = await atBankPage();
    const { console } = await operatorOn(device, 'write');
    await console.open(`/operations/find?account=${customer.accountId}&state=open`, 'Find');
    await console.page.getByRole('link', { name: 'Act on all of these' }).click();
    await console.heading('Act on all of these').waitFor();
    await console.page.getByText('Reset to a step', { exact: true }).click();
    await console.field('Step to go back to').fill('hold');
    await console.field('Why').fill('all of them go back');
    await console.button('Count them (dry run)').click();
    await console.says(/^Comes again: .*SubmitCard\. Done again, under the same keys: .*placeHold/);
    await console.button('Do nothing').click();
    await console.page.getByText('Cancel', { exact: true }).click();
    await console.field('Why').fill('all of them end');
    await console.button('Count them (dry run)').click();
    await console.says('Cancel: this would be done to one journey');
    await console.page.getByRole('link', { name: journeyId }).waitFor();
    await console.button('Do it to this one').click();
    await console.says('1 done, 0 refused.');
    await console.says(/^Asked to end/);
    await customer.until(journeyId, 'its end', ({ state }) => state !== 'open', MINUTE_MS);
  });

  it('a batch that is stopped goes on where it was: each is done once', async () => {
    const { last4, numbers } = numbersEndingAlike(3);
    await Promise.all(numbers.map((number) => atBankPage(number)));
    const { console, name } = await operatorOn(device, 'write');
    let release: () => void = () => undefined;
    const wasStopped = new Promise<void>((released) => (release = released));
    let asked = 0;
    await console.page.route('**/cancellations', async (route) => {
      asked += 1;
      if (asked === 2) await wasStopped;
      await route.continue();
    });
    await console.open(`/operations/find/act?last4=${last4}&state=open`, 'Act on all of these');
    await console.page.getByText('Cancel', { exact: true }).click();
    await console.field('Why').fill('all of them end');
    await console.button('Count them (dry run)').click();
    await console.button('Do it to these 3').click();
    await console.says('1 of 3');
    await console.button('Stop').click();
    release();
    await console.says('2 done, 0 refused, 1 left.');
    await console.says('Stopped. What was done is done once: going on does nothing twice.');
    await console.button('Go on').click();
    await console.says('3 done, 0 refused.');
    await console.open(`/operations/log?by=${name}`, 'Operator log');
    await console.says('“all of them end”');
    await expect(console.page.getByText('“all of them end”').count()).resolves.toBe(3);
  });
});

/** Card numbers for the bank's page, with the same last four digits. */
function numbersEndingAlike(count: number): { last4: string; numbers: string[] } {
  const numbers = [mintCardNumber(CHALLENGED)];
  const last4 = numbers[0]!.slice(-4);
  while (numbers.length < count) {
    const next = mintCardNumber(CHALLENGED);
    if (next.endsWith(last4)) numbers.push(next);
  }
  return { last4, numbers };
}
