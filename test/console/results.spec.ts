import type { Locator } from 'playwright-core';
import { Billing } from '../driver/billing';
import { mintCardNumber } from '../driver/cards';
import type { Customer } from '../driver/onfile';
import { bank, onfile } from '../journeys/stack';
import { withBrowser } from './with-browser';

/** What a Result tells a person: what is wrong, what to do, and who can. */
type Told = readonly [sentence: string, next: string, who: string];

const YOU = 'You';
const BANK = 'Your bank';
const US = 'We, not you';
const NOBODY = 'Nobody at the moment';

const OTHER_CARD = 'Add another credit card.';
const CALL = 'Call the number on the back of your card, or add another credit card.';
const MINUTES = 'Add the card again in a few minutes.';
const LATER = 'We have been told. Add the card again later.';
const ON_PAGE = 'Add the card again and finish the steps on your bank’s page.';
const OURS: Told = [
  'Something went wrong on our side or on the way to the bank. Your card was not refused.',
  'Add the card again in a few minutes. If it happens again, submit a service ticket.',
  US,
];
const NOT_CONFIRMED: Told = [
  'The bank could not confirm that it was you.',
  'Ask your bank about online confirmation, or add another credit card.',
  YOU,
];
const CANCELLED: Told = ['The attempt was cancelled before the bank had confirmed that it was you.', ON_PAGE, YOU];
const PREPAID: Told = ['Prepaid and virtual cards can not be added.', OTHER_CARD, YOU];
const NO_REASON: Told = ['The bank refused the card and gave no reason.', CALL, BANK];

/** What the person does on the bank's page, where it is shown. */
type OnPage = 'confirm' | 'cancel' | 'wrong-codes';

/** After so many the bank gives up. */
const WRONG_CODES = 3;

/** Section 5 and every group of section 6 that a bank can bring about, by the bank's own name of the card. */
const RESULTS: readonly (readonly [card: string, told: Told, onPage?: OnPage])[] = [
  ['debit', ['This is not a credit card. Only credit cards can be added.', OTHER_CARD, YOU]],
  ['prepaid', PREPAID],
  ['hold-advice-41', PREPAID],
  [
    'foreign-issuer',
    [
      'This card was issued in another country than the one your account is registered in.',
      'Add a credit card issued in your own country or region.',
      YOU,
    ],
  ],
  [
    'unionpay',
    ['Cards of this network can not be added. Visa and Mastercard can.', 'Add a Visa or Mastercard credit card.', YOU],
  ],
  [
    'hold-declined-82',
    [
      'Some of the card data was wrong, or this card was tried too often.',
      'Check the card number, expiry date and security code, and add the card again tomorrow.',
      YOU,
    ],
  ],
  ['three-ds-challenge', CANCELLED, 'cancel'],
  ['three-ds-cancelled', CANCELLED, 'confirm'],
  ['three-ds-challenge', NOT_CONFIRMED, 'wrong-codes'],
  ['three-ds-not-confirmed', NOT_CONFIRMED],
  ['three-ds-rejected', NOT_CONFIRMED],
  ['three-ds-unavailable', OURS],
  ['three-ds-error', OURS, 'confirm'],
  ['three-ds-then-declined', NO_REASON, 'confirm'],
  [
    'hold-declined-10',
    [
      'Only part was approved, and nothing was taken.',
      'Free some credit on the card, or add another credit card.',
      YOU,
    ],
  ],
  ['hold-declined-01', ['Your bank wants you to call.', 'Call your bank, then add the card again.', YOU]],
  ['hold-declined-03', ['Our own set-up was refused. Your card is fine.', LATER, US]],
  ['hold-declined-04', ['The card was refused by the bank.', OTHER_CARD, BANK]],
  ['hold-declined-05', NO_REASON],
  [
    'hold-declined-12',
    [
      'The card is not allowed for this kind of payment.',
      'Ask your bank to allow online payments, or add another credit card.',
      YOU,
    ],
  ],
  ['hold-declined-13', ['The bank refused the amount. Your card is fine.', LATER, US]],
  [
    'hold-declined-14',
    ['The bank does not know this card number.', 'Check the card number, or add another credit card.', YOU],
  ],
  ['hold-declined-96', ['The bank’s system had an error.', MINUTES, NOBODY]],
  ['hold-declined-46', ['The card’s account is closed.', OTHER_CARD, YOU]],
  [
    'hold-declined-51',
    [
      'The card’s balance is insufficient.',
      'Free some credit on the card and add it again, or add another credit card.',
      YOU,
    ],
  ],
  [
    'hold-declined-54',
    ['The card has expired, or its date is wrong.', 'Check the expiry date and add the card again.', YOU],
  ],
  ['hold-declined-59', ['The bank refused this for security.', CALL, BANK]],
  [
    'hold-declined-61',
    [
      'This is over the card’s limit.',
      'Try again tomorrow, ask your bank to raise the limit, or add another credit card.',
      YOU,
    ],
  ],
  [
    'hold-declined-62',
    ['The card is restricted, or not activated yet.', 'Activate the card with your bank, then add it again.', YOU],
  ],
  ['hold-declined-75', ['There were too many wrong tries.', 'Try again tomorrow, or add another credit card.', YOU]],
  ['hold-declined-91', ['The bank can not be reached.', MINUTES, NOBODY]],
  ['hold-declined-93', ['The payment is not allowed by law.', OTHER_CARD, NOBODY]],
  [
    'hold-declined-R0',
    [
      'You told your bank to stop these payments.',
      'Tell your bank to allow them again, or add another credit card.',
      YOU,
    ],
  ],
];

/** So many failures of their own may a person have before a day's wait (D16). */
const FAILURES = 3;
const GROUPS = inGroupsOf(FAILURES, RESULTS);

jest.setTimeout(120_000);

describe('R31 R32 X9 every Result in a browser: what is wrong, what to do, who can', () => {
  const { device, visit } = withBrowser();
  let numbers: ReadonlyMap<string, string>;
  let failed: readonly { readonly customer: Customer; readonly journeys: readonly string[] }[];

  beforeAll(async () => {
    numbers = new Map((await bank().scenarios()).map(({ name, number }) => [name, number]));
    failed = await Promise.all(GROUPS.map(([, group]) => failsInTurn(group)));
  }, 300_000);

  /** A card that the bank knows by this name; a number of its own, since a card is on one account only (D16). */
  const cardOf = (name: string): string => {
    const prefix = numbers.get(name)?.slice(0, 8);
    if (prefix === undefined) throw new Error(`the bank has no card named ${name}`);
    return mintCardNumber(prefix);
  };

  const newcomer = () => onfile().register({ region: 'US', registeredAt: new Date().toISOString() });

  /** A customer who tries these cards one after the other. */
  const failsInTurn = async (group: typeof RESULTS) => {
    const customer = await newcomer();
    const journeys: string[] = [];
    for (const [card, , onPage] of group) {
      const { journeyId } = await customer.submitCard(await customer.reachCard(), { number: cardOf(card) });
      if (onPage !== undefined) await answerPage(customer, journeyId, onPage);
      await customer.until(journeyId, 'its failure', ({ state }) => state === 'failed');
      journeys.push(journeyId);
    }
    await customer.untilListed();
    return { customer, journeys };
  };

  it.each(GROUPS.map(([name, group], at) => [name, group, at] as const))('%s', async (_, group, at) => {
    const { customer, journeys } = failed[at]!;
    const console = await device();
    await console.signInAs(customer);
    for (const [which, [card, [sentence, next, who]]] of group.entries()) {
      if (which > 0 && isDecline(card)) continue; // the answer to one decline is that to all
      await console.open(`/complete-information/${journeys[which]}`, 'The card was not added');
      const answer = console.page.getByRole('alert');
      await answer.getByText(sentence, { exact: true }).waitFor();
      expect(await linesIn(answer)).toStrictEqual({ 'Next step': startsWith(next), 'Who can fix it': who });
    }
    await console.open('/historical-cards', 'Historical Cards');
    const lines = console.page.getByRole('listitem').filter({ has: console.page.getByText('Failed', { exact: true }) });
    await lines.nth(group.length - 1).waitFor();
    for (const [place, [, [sentence, next, who]]] of [...group].reverse().entries()) {
      expect(await linesIn(lines.nth(place))).toStrictEqual({
        Result: sentence,
        'Next step': startsWith(next),
        'Who can fix it': who,
      });
    }
  });

  it('D16 the card that is on file already: nothing to do; the wait after three failures says until when', async () => {
    const { customer, console } = await visit({ registeredAt: new Date().toISOString() });
    const number = mintCardNumber();
    await customer.addsCard({ number });
    for (let failures = 0; failures < FAILURES; failures += 1) {
      const { journeyId } = await customer.submitCard(await customer.reachCard(), { number });
      await customer.until(journeyId, 'its failure', ({ state }) => state === 'failed');
    }
    await customer.untilListed();
    await console.open('/historical-cards', 'Historical Cards');
    const newest = console.page.getByRole('listitem').first();
    await newest.getByText('This card is already on file for your account.').waitFor();
    expect(await linesIn(newest)).toMatchObject({
      'Next step': 'Nothing to do: you can use it. To change its expiry date, edit the card.',
      'Who can fix it': YOU,
    });
    await newest.getByRole('button', { name: 'Add the card again' }).click();
    await console.says(/^Adding a card failed too often\. .* You can try again from .+ \d+:\d\d/);
  });

  it('R29 an attempt that our staff ends: the page that waits for the bank says so by itself', async () => {
    const { customer, console } = await visit({ registeredAt: new Date().toISOString() });
    const card = { number: cardOf('three-ds-challenge') };
    const { journeyId } = await customer.submitCard(await customer.reachCard(), card);
    await console.open(`/complete-information/${journeyId}`, 'Your bank asks you to confirm');
    const reason = 'the bank asked us to';
    await new Billing(onfile()).operate(`journeys/${journeyId}/cancellations`, { reason });
    await console.heading('The card was not added').waitFor();
    await console.says('We ended this attempt. Your card was not refused, and anything held goes back to you.');
    expect(await linesIn(console.page.getByRole('alert'))).toStrictEqual({
      'Next step': 'Add the card again, or submit a service ticket to hear why.',
      'Who can fix it': US,
    });
  });

  it('R4 R25 R32 a hold that does not go back at once: Holds and the history say so, and that we keep trying', async () => {
    const { customer, console } = await visit({ registeredAt: new Date().toISOString() });
    const open = await customer.reachCard();
    await bank().fault({ match: { operation: 'void', key: `${open.journeyId}/hold` }, fault: 'lost-before', times: 1 });
    await customer.submitCard(open, { number: mintCardNumber() });
    await customer.until(open.journeyId, 'its late release', ({ hold }) => hold?.status === 'release-late');
    await customer.untilListed();
    await console.open('/holds', 'Holds');
    await console.says('Release is late');
    await console.says(/^Late since .+ We keep trying\.$/);
    await console.open('/historical-cards', 'Historical Cards');
    const added = console.page.getByRole('listitem').filter({ hasText: 'Succeeded' });
    await added.getByText('The card is fine, but the $1 is taking longer than usual to go back.').waitFor();
    expect(await linesIn(added)).toMatchObject({
      'Next step': 'Nothing to do: we keep returning it until your bank confirms.',
      'Who can fix it': US,
    });
  });

  it('R37 R38 a card that is deleted while its new date is checked: the change fails and says why', async () => {
    const { customer, console } = await visit({ registeredAt: new Date().toISOString() });
    await customer.addsCard({ number: mintCardNumber() });
    const cardId = await customer.addsCard({ number: cardOf('asks-at-edit') });
    const { body } = await customer.edits(cardId);
    const open = await customer.untilChange(body.changeId, 'the bank page', ({ bankPageUrl }) => !!bankPageUrl);
    await customer.remove(`/v1/payment-methods/${cardId}`);
    await bank().answerPage(open.bankPageUrl ?? '', 'confirm');
    await console.open(`/card-validity-changes/${body.changeId}`, 'The validity period was not changed');
    await console.says('The card was removed while its new date was being checked.');
    expect(await linesIn(console.page.getByRole('alert'))).toStrictEqual({
      'Next step': 'Add the card again.',
      'Who can fix it': YOU,
    });
  });
});

/** Of section 6: what the customer reads comes from the code's group alone. */
const isDecline = (card: string): boolean => card.startsWith('hold-declined-');

const startsWith = (text: string) => expect.stringMatching(new RegExp(`^${text.replace(/[.?$]/g, '\\$&')}`)) as string;

/** What a list of terms says within. */
async function linesIn(where: Locator): Promise<Record<string, string>> {
  const terms = await where.getByRole('term').allInnerTexts();
  const said = await where.getByRole('definition').allInnerTexts();
  return Object.fromEntries(terms.map((term, at) => [term, said[at] ?? '']));
}

/** What the person does at the bank, once its page is there. */
async function answerPage(customer: Customer, journeyId: string, onPage: OnPage): Promise<void> {
  const { bankPageUrl = '' } = await customer.until(journeyId, 'the page', ({ bankPageUrl: url }) => url !== undefined);
  if (onPage !== 'wrong-codes') return void (await bank().answerPage(bankPageUrl, onPage));
  const body = new URLSearchParams({ answer: 'confirm', code: 'none' });
  for (let tries = 0; tries < WRONG_CODES; tries += 1)
    await fetch(bankPageUrl, { method: 'POST', body, redirect: 'manual' });
}

/** The tests: their names, and what each shows. */
function inGroupsOf(size: number, results: typeof RESULTS) {
  const starts = Array.from({ length: Math.ceil(results.length / size) }, (_, at) => at * size);
  return starts.map((from) => {
    const group = results.slice(from, from + size);
    return [group.map(([card, , onPage]) => (onPage ? `${card} (${onPage})` : card)).join(', '), group] as const;
  });
}
