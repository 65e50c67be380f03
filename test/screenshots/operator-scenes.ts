import { accountStory, chance } from '@onfile/read-models/testing';
import { Billing, dueMonth } from '../driver/billing';
import { mintCardNumber } from '../driver/cards';
import type { ConsolePage } from '../driver/console';
import type { Onfile } from '../driver/onfile';
import { fillLog } from '../projection/fill-log';
import type { Scene } from './scene';

const DECLINED = '40000251';
const INSUFFICIENT_AT_BILLING = '40000090';
const MASTERCARD = '52000077';
const CHALLENGED = '40000101';
const OUR_SET_UP = '40000303';

/** Every page of the operators, on a day on which there is something to see. */
export async function operatorScenes(onfile: Onfile, log: string): Promise<Scene[]> {
  const who = { token: await onfile.signIn({ operator: 'grace', may: 'approve' }) };
  const { accountId, journeyId, added } = await journeys(onfile);
  const { billId, number, period } = await aRun(onfile);
  await onfile.exchange(`${onfile.url}/v1/operations/journeys/${journeyId}/terminations`, {
    token: await onfile.signIn({ operator: 'alan', may: 'write' }),
    key: `pictures-${journeyId}`,
    body: { reason: 'its workflow does not answer, and the customer waits' },
  });
  const journey = { who, path: `/operations/journeys/${journeyId}`, heading: `Journey ${journeyId}` };
  return [
    { name: 'operations-sign-in', path: '/operations/sign-in', heading: 'Sign in to operations' },
    { name: 'operations-health', who, path: '/operations', heading: 'Health' },
    { name: 'operations-find', who, path: '/operations/find?state=open', heading: 'Find' },
    { name: 'operations-found', who, path: `/operations/find?q=${accountId}`, heading: 'Find' },
    { ...journey, name: 'operations-journey' },
    { ...journey, name: 'operations-reset', then: chooseStep },
    {
      ...{ name: 'operations-shadow', who, path: `/operations/journeys/${added}/shadow` },
      ...{ heading: `Shadow replay of journey ${added}`, then: runShadow },
    },
    {
      ...{ name: 'operations-history', who, path: `/operations/journeys/${added}`, heading: `Journey ${added}` },
      async then(page) {
        await page.button(/^Save in clear: /).click();
        await page.page.getByRole('alertdialog').getByLabel('Why').fill('to replay it without keys');
      },
    },
    {
      ...{ name: 'operations-bulk', who, path: '/operations/find/act?state=open', heading: 'Act on all of these' },
      async then(page) {
        await page.field('Why').fill('the bank is back');
        await page.button('Count them (dry run)').click();
        await page.button(/^Do it to/).waitFor();
      },
    },
    { name: 'operations-account', who, path: `/operations/accounts/${accountId}`, heading: `Account ${accountId}` },
    { name: 'operations-bills', who, path: '/operations/bills', heading: 'Bills' },
    { name: 'operations-bill', who, path: `/operations/bills/${billId}`, heading: `Bill ${number}` },
    { name: 'operations-runs', who, path: '/operations/runs', heading: 'Deduction runs' },
    { name: 'operations-run', who, path: `/operations/runs/${period}`, heading: 'Its bills by state' },
    {
      ...{ name: 'operations-backtest', who, path: '/operations/backtest', heading: 'Backtest' },
      async then(page) {
        await page.field('Month').fill(period);
        await page.choose('Order of the cards', 'Newest card first');
        await page.button('Run it over the past').click();
        await page.heading('What it would have brought').waitFor();
      },
    },
    { name: 'operations-read-models', who, path: '/operations/read-models', heading: 'Read models' },
    { name: 'operations-approvals', who, path: '/operations/approvals', heading: 'Approvals' },
    { name: 'operations-log', who, path: '/operations/log', heading: 'Operator log' },
    {
      ...{ name: 'operations-trouble', who, path: '/operations', heading: 'Health' },
      before: () => trouble(onfile, log),
      then: (page) => page.says(/^\d+ things are wrong$/),
    },
    {
      ...{ name: 'operations-put-aside', who, path: '/operations/read-models', heading: 'Read models' },
      then: (page) => page.page.getByRole('article', { name: /^Moon landed/ }).waitFor(),
    },
  ];
}

/** A bill waits for us, since our own set-up was refused; an event came that no build can read. */
async function trouble(onfile: Onfile, log: string): Promise<void> {
  const billing = new Billing(onfile);
  const customer = await onfile.register({ region: 'US' });
  const { accountId } = customer;
  await customer.addsCard({ number: mintCardNumber(OUR_SET_UP) });
  await billing.charge([{ accountId, minor: 4_200, at: new Date().toISOString() }]);
  const billId = await billing.billAtRisk(accountId);
  await billing.untilBill(billId, 'is blocked', ({ status }) => status === 'blocked');
  await fillLog(log, accountStory('acc_moon', chance(5)).slice(0, 1), () => true);
}

/** Other settings, by which the card would not have been taken. */
async function runShadow(page: ConsolePage): Promise<void> {
  await page.field('Settings that are to be otherwise').fill('{"networks":["mastercard"]}');
  await page.button('Run the shadow').click();
  await page.heading('The difference in facts').waitFor();
}

async function chooseStep(page: ConsolePage): Promise<void> {
  await page.button('Reset to a step').click();
  const dialog = page.page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Step' }).click();
  await page.page.getByRole('option', { name: 'hold', exact: true }).click();
  await dialog.getByLabel('Why').fill('the bank is back');
}

/** A customer with a card, a failure, and a journey that waits at the bank's page. */
async function journeys(onfile: Onfile): Promise<{ accountId: string; journeyId: string; added: string }> {
  const customer = await onfile.register({ region: 'US' });
  const first = await customer.submitCard(await customer.reachCard(), { number: mintCardNumber() });
  await customer.untilReleased(first.journeyId);
  const failed = await customer.submitCard(await customer.reachCard(), { number: mintCardNumber(DECLINED) });
  await customer.until(failed.journeyId, 'its end', ({ state }) => state === 'failed');
  const { journeyId } = await customer.submitCard(await customer.reachCard(), { number: mintCardNumber(CHALLENGED) });
  await customer.until(journeyId, 'the bank page', ({ bankPageUrl }) => bankPageUrl !== undefined);
  return { accountId: customer.accountId, journeyId, added: first.journeyId };
}

/** The run of the newest month that is due: one bill is paid by the second card, one is overdue. */
async function aRun(onfile: Onfile): Promise<{ billId: string; number: string; period: string }> {
  const billing = new Billing(onfile);
  const period = dueMonth();
  const customer = async (...prefixes: (string | undefined)[]) => {
    const one = await onfile.register({ region: 'US', registeredAt: `${period}-01T08:00:00Z` });
    for (const prefix of prefixes) await one.addsCard({ number: mintCardNumber(prefix) });
    return one;
  };
  const second = await customer(INSUFFICIENT_AT_BILLING, MASTERCARD);
  const poor = await customer(INSUFFICIENT_AT_BILLING);
  const at = `${period}-15T08:00:00Z`;
  await billing.charge([
    { accountId: second.accountId, minor: 84_210, at },
    { accountId: second.accountId, minor: 7_990, at, service: 'storage' },
    { accountId: poor.accountId, minor: 12_860, at },
  ]);
  await billing.startRun(period);
  const paid = await billing.untilBill(`${second.accountId}-${period}`, 'is paid', ({ status }) => status === 'paid');
  await billing.untilBill(`${poor.accountId}-${period}`, 'is overdue', ({ status }) => status === 'overdue');
  return { billId: paid.billId, number: paid.number, period };
}
