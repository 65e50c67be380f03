import type { EvidencePack } from '@onfile/domain/evidence';
import { accountStory, chance } from '@onfile/read-models/testing';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Billing, lastMonth } from '../driver/billing';
import { mintCardNumber } from '../driver/cards';
import type { ConsolePage } from '../driver/console';
import { onfile, sharedLog } from '../journeys/stack';
import { fillLog } from '../projection/fill-log';
import { withBrowser } from './with-browser';
import { act, didIt, operatorOn } from './with-operator';

const INSUFFICIENT_AT_BILLING = '40000090';
const AN_HOUR_MS = 3_600_000;
const A_MONTH_MS = 31 * 24 * AN_HOUR_MS;

jest.setTimeout(240_000);

describe('the operators’ pages: health, bills, runs, read models, log', () => {
  const { device, expectComplaint } = withBrowser();
  const billing = () => new Billing(onfile());

  /** A customer whose cards can not pay, with a bill ahead of the third that is overdue. */
  async function overdue() {
    const customer = await onfile().register({ region: 'US' });
    await customer.addsCard({ number: mintCardNumber(INSUFFICIENT_AT_BILLING) });
    const at = new Date(Date.now() - AN_HOUR_MS).toISOString();
    await billing().charge([{ accountId: customer.accountId, minor: 4_200, at }]);
    const billId = await billing().billAtRisk(customer.accountId);
    const bill = await billing().untilBill(billId, 'is overdue', ({ status }) => status === 'overdue');
    return { customer, bill };
  }

  it('Health says in words what is wrong now, or that all is well, and how many journeys stand how', async () => {
    const { console } = await operatorOn(device, 'read');
    await console.open('/operations', 'Health');
    await console.says(/^(All is well|One thing is wrong|\d+ things are wrong)$/);
    const main = console.page.getByRole('main');
    await main.getByRole('link', { name: /Open$/ }).click();
    await console.heading('Find').waitFor();
    await console.says('Under way.');
  });

  it('X1 a bill: how it stands, each card tried and why with the bank’s own code, and what can be done', async () => {
    const { customer, bill } = await overdue();
    const { console } = await operatorOn(device, 'write');
    await console.open(`/operations/find?q=${bill.number}`, 'Find');
    await console.page.getByRole('link', { name: bill.billId }).click();
    await console.heading(`Bill ${bill.number}`).waitFor();
    const trail = console.page.getByRole('listitem');
    await trail
      .filter({ hasText: 'Declined' })
      .filter({ hasText: /bank’s code \d+/ })
      .first()
      .waitFor();
    await act(console, 'Look at it again', 'the customer called', 'Look again');
    await didIt(console, 'Woken: it looks at the bill again.');
    await console.page.getByRole('link', { name: customer.accountId }).click();
    await console.says('The coming third');
    await console.page.getByRole('link', { name: `Bill ${bill.number}` }).waitFor();
  });

  it('a bill paid another way is asked for with its reference, and waits for a second person', async () => {
    const { bill } = await overdue();
    const { console } = await operatorOn(device, 'write');
    await console.open(`/operations/bills/${bill.billId}`, `Bill ${bill.number}`);
    await console.button('Paid by hand').click();
    const dialog = console.page.getByRole('alertdialog');
    await dialog.getByLabel('Reference of the payment').fill('transfer 4711');
    await dialog.getByLabel('Why').fill('paid by bank transfer');
    await dialog.getByRole('button', { name: 'Note the payment' }).click();
    await didIt(console, /until another operator says yes/);
    const { body } = await billing().operate<{ status: string }>(`bills/${bill.billId}`);
    expect(body.status).toBe('overdue');
    const reader = await operatorOn(device, 'read');
    await reader.console.open(`/operations/bills/${bill.billId}`, `Bill ${bill.number}`);
    await reader.console.says('You may look, and not act: acting takes the role write.');
  });

  it('X8 a run: a dry run first, then started, and seen in the control room; a month that is not over is refused', async () => {
    const { console } = await operatorOn(device, 'write');
    const period = lastMonth();
    await console.open('/operations/runs', 'Deduction runs');
    await console.field('Month').fill('May');
    await console.button('Dry run').click();
    await console.says('Write the month as 2024-05.');
    await start(console, lastMonth(new Date(Date.now() + A_MONTH_MS))); // this one, or one to come
    await console.says('This month is not over, so its run is not due. Nothing was begun.');
    await console.button('Do nothing').click();
    await console.field('Month').fill(period);
    await console.button('Dry run').click();
    await console.says('What the run would do. Nothing was written, nobody was charged.');
    await start(console, period);
    await didIt(console, /is under way\.$/);
    await console.page
      .getByRole('link', { name: /^[A-Z][a-z]+ \d{4}$/ })
      .first()
      .click();
    await console.heading(/^Run of /).waitFor();
    await console.says('Its bills by state');
    await console.says('Failures by cause');
  });

  async function start(console: ConsolePage, period: string): Promise<void> {
    await console.field('Month').fill(period);
    await console.button('Start or go on').click();
    const dialog = console.page.getByRole('alertdialog');
    await dialog.getByLabel('Why').fill('the third of the month');
    await dialog.getByRole('button', { name: 'Start or go on' }).click();
  }

  it('X15 the read models: how far each is; S20 the operator log with the state of its chain', async () => {
    const { console } = await operatorOn(device, 'read');
    await console.open('/operations/read-models', 'Read models');
    await console.says(/^The log is at position \d+\.$/);
    await console.page.getByRole('listitem').filter({ hasText: 'Payment methods' }).waitFor();
    await console.says('Nothing was put aside.');
    await console.button('Check a sample: Onboarding').click();
    await console.says(/^\d+ rows taken by chance are as the log makes them\.$/);
    await expect(console.button('Rebuild: Holds').count()).resolves.toBe(0);
    await console.open('/operations/log', 'Operator log');
    await console.says('The record is whole');
    await console.button('Verify again').click();
    await console.says(/each as it was written\.$/);
  });

  it('X15 the view doctor: a read model is rebuilt beside the live one, compared, and put in its place', async () => {
    const { console, name } = await operatorOn(device, 'write');
    await console.open('/operations/read-models', 'Read models');
    await act(console, 'Compare: Holds', 'is it as it should be?', 'Compare it');
    await didIt(console, 'Under way: Holds is filled anew. How far it is stands below.');
    const job = console.page.getByRole('listitem').filter({ hasText: name });
    await job
      .filter({ hasText: 'comparison' })
      .getByText(/^Equal: \d+ rows here and there\.$/)
      .waitFor();
    await act(console, 'Rebuild: Holds', 'to be sure', 'Rebuild it');
    await didIt(console, /^Under way/);
    await job
      .filter({ hasText: 'rebuild' })
      .getByText(/The rebuilt one is in place\.$/)
      .waitFor();
    await console.open(`/operations/log?by=${name}`, 'Operator log');
    await console.says('“is it as it should be?”');
  });

  it('Q13 an event that no build can read: tried again on its page, and let go of when another operator says yes', async () => {
    const id = `acc_${randomUUID().replaceAll('-', '').slice(0, 20)}`;
    await fillLog(sharedLog(), accountStory(id, chance(5)).slice(0, 1), () => true);
    const { console } = await operatorOn(device, 'write');
    await console.open('/operations/read-models', 'Read models');
    const aside = console.page.getByRole('article', { name: `Moon landed, account-${id}` });
    await aside.getByText(/no such type of fact/).waitFor();
    await aside.getByRole('button', { name: 'Try again' }).click();
    await confirm(console, 'perhaps now', 'Try again');
    await didIt(console, /^Caught up: none\. Put aside again: /);
    await aside.getByRole('button', { name: 'Let go of it' }).click();
    await confirm(console, 'no fact of ours', 'Let go of it');
    await didIt(console, /until another operator says yes/);
    const second = await operatorOn(device, 'approve');
    await second.console.open('/operations/approvals', 'Approvals');
    const waiting = second.console.page.getByRole('article').filter({ hasText: id });
    await waiting.getByRole('button', { name: 'Say yes' }).click();
    await confirm(second.console, 'seen', 'Yes, do it');
    await didIt(second.console, /^Let go of account-/);
    await console.open('/operations/read-models', 'Read models');
    await console.says('Nothing was put aside.');
    await theRecordIsUnreadable(console, id);
  });

  /** Nothing that is told of the account can be right without the event, so each part of its page says so. */
  async function theRecordIsUnreadable(console: ConsolePage, accountId: string): Promise<void> {
    await console.open(`/operations/accounts/${accountId}`, `Account ${accountId}`);
    const told = console.page.getByText(/^Our record has an entry here that this version can not read\./);
    for (const part of [0, 1, 2]) await told.nth(part).waitFor();
    expectComplaint(/status of 500/);
  }

  async function confirm(console: ConsolePage, reason: string, word: string): Promise<void> {
    const dialog = console.page.getByRole('alertdialog');
    await dialog.getByLabel('Why').fill(reason);
    await dialog.getByRole('button', { name: word, exact: true }).click();
  }

  it('X10 a pack of evidence about a bill, as JSON in a chain of hashes and as a document', async () => {
    const { bill } = await overdue();
    const { console } = await operatorOn(device, 'read');
    await console.open(`/operations/bills/${bill.billId}`, `Bill ${bill.number}`);
    const json = console.page.waitForEvent('download', (file) => file.suggestedFilename().endsWith('.json'));
    const html = console.page.waitForEvent('download', (file) => file.suggestedFilename().endsWith('.html'));
    await console.button('Evidence pack').click();
    const pack = JSON.parse(await readFile(await (await json).path(), 'utf8')) as EvidencePack;
    expect(pack.about).toMatchObject({ kind: 'bill', id: bill.billId });
    expect(pack.entries.length).toBe(pack.seal.entries);
    expect(await readFile(await (await html).path(), 'utf8')).toContain(bill.billId);
    await console.says(/^Saved, as JSON and as a document/);
  });

  it('X7 a backtest: another order of the cards over the past bills of a month, beside how it went', async () => {
    const { bill } = await overdue();
    const { period } = (await billing().operate<{ period: string }>(`bills/${bill.billId}`)).body;
    const { console } = await operatorOn(device, 'read');
    await console.open('/operations/backtest', 'Backtest');
    await console.button('Run it over the past').click();
    await console.says('Write the month as 2024-05.');
    await console.field('Month').fill(period);
    await console.choose('Order of the cards', 'Newest card first');
    await console.field('Days of the new rounds after a bill is overdue').fill('1,2');
    await console.button('Run it over the past').click();
    await console.heading('What it would have brought').waitFor();
    await console.says(/^The rules of now let \d+ of \d+ bills go exactly as they went\.$/);
    await console.field('Month').fill('2020-01');
    await console.button('Run it over the past').click();
    await console.says('That month has no bills');
  });
});
