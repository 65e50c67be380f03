import type { Browser } from 'playwright-core';
import { newContext, startBrowser } from '../driver/browser';
import { mintCardNumber } from '../driver/cards';
import { ConsolePage } from '../driver/console';
import { eventually } from '../driver/http';
import type { Customer, Journey } from '../driver/onfile';
import { disagreements } from './holds-agree';
import { ownStack } from './own-stack';

const MINUTE_MS = 60_000;
/**
 * The fifteen minutes of R29 and how often a silent page is looked up, the day for a card and for an answer, the pause
 * before a hold is given back again, and the times of codes, as an installation may set them.
 */
const JOURNEY_POLICY = JSON.stringify({
  ...{ bankPageMs: 8_000, bankPollMs: 2_000, unknownHoldMs: 6_000, cardWaitMs: 40_000, releaseRetryMs: [2_000] },
  ...{ emailCodeTtlMs: 8_000, resendAfterMs: 2_000 },
});

jest.setTimeout(3 * MINUTE_MS);

describe('somebody is silent until the time is up: the bank, or the person', () => {
  const own = ownStack({ JOURNEY_POLICY });
  let browser: Browser;
  /** What needs its time began together, before the first test. */
  let begun: Awaited<ReturnType<typeof begin>>;

  beforeAll(async () => {
    browser = await startBrowser();
    begun = await begin();
  }, 3 * MINUTE_MS);
  afterAll(() => browser.close());

  const newcomer = (registeredAt = new Date().toISOString()) => own().onfile.register({ region: 'US', registeredAt });
  const card = async (name: string) => {
    const found = (await own().bank.scenarios()).find((scenario) => scenario.name === name);
    return { number: mintCardNumber(found?.number.slice(0, 8)) };
  };
  const holdsAt = async (key: string) => (await own().bank.holds()).filter((hold) => hold.key === key);
  const nothingIsHeld = (key: string) =>
    eventually(
      `${key} holds nothing`,
      async () => {
        const holds = await holdsAt(key);
        return holds.length === 1 && holds[0]?.status === 'voided';
      },
      MINUTE_MS,
    );

  async function begin() {
    const [silent, editing, unanswered, idle] = await Promise.all([newcomer(), newcomer(), newcomer(), newcomer()]);
    const givenBack = Promise.all(['void-lost-before', 'void-lost-after'].map(addAndGiveBack));
    const cardId = await editing.addsCard(await card('silent-at-edit'));
    const { journeyId: idleId } = await idle.addCard();
    const { journeyId: silentId } = await silent.submitCard(await silent.reachCard(), await card('three-ds-silent'));
    const { body: change } = await editing.edits(cardId, { expMonth: 7, expYear: 2037 });
    const open = await unanswered.reachCard();
    await own().bank.fault({ match: { operation: 'hold', key: `${open.journeyId}/hold` }, fault: 'lost-before' });
    await unanswered.submitCard(open, await card('approve'));
    return {
      ...{ silent: { customer: silent, journeyId: silentId }, unanswered: { customer: unanswered, ...open } },
      ...{
        editing: { customer: editing, cardId, changeId: change.changeId },
        idle: { customer: idle, journeyId: idleId },
        givenBack: await givenBack,
      },
    };
  }

  async function addAndGiveBack(name: string): Promise<Journey> {
    const customer = await newcomer();
    const { journeyId } = await customer.submitCard(await customer.reachCard(), await card(name));
    return customer.untilReleased(journeyId, MINUTE_MS);
  }

  /** The console in a browser, as this customer. */
  const visit = async (customer: Customer): Promise<ConsolePage> => {
    const context = await newContext(browser, { lines: [] });
    const console = new ConsolePage(await context.newPage(), own().stack.urls.console);
    await console.signInAs(customer);
    return console;
  };
  const shows = async (console: ConsolePage, sentence: string, next: string, who: string): Promise<void> => {
    await console.says(sentence);
    const said = await console.page.getByRole('definition').allInnerTexts();
    expect(said.slice(-2)).toStrictEqual([next, who]);
  };

  it('Q5 R25 the void gets lost, or its answer: the bank is asked, and the hold goes back once', async () => {
    const { bank } = own();
    for (const { journeyId, state, hold } of begun.givenBack) {
      expect({ state, hold: hold?.status }).toStrictEqual({ state: 'succeeded', hold: 'voided' });
      const voids = (await bank.ledger()).filter(
        ({ key, operation }) => operation === 'void' && key.startsWith(`${journeyId}/`),
      );
      expect(voids).toHaveLength(1);
    }
    expect(await disagreements(bank, begun.givenBack)).toStrictEqual([]);
  });

  it('R29 no answer to the hold: it is being checked, and nobody guesses; then the Result says so', async () => {
    const { customer, journeyId } = begun.unanswered;
    const console = await visit(customer);
    await console.open(`/complete-information/${journeyId}`, /^(We are asking your bank|The card was not added)$/);
    const journey = await customer.until(journeyId, 'its end', ({ state }) => state !== 'open', MINUTE_MS);
    expect(journey).toMatchObject({ state: 'failed', result: { code: 'hold-result-unknown', whoCanFix: 'nobody' } });
    await console.heading('The card was not added').waitFor();
    await shows(
      console,
      'The bank has not answered yet. We keep asking, and any amount held goes back to you.',
      'Wait until this attempt is settled, then add the card again.',
      'Nobody at the moment',
    );
    expect(await holdsAt(`${journeyId}/hold`)).toStrictEqual([]);
  });

  it('R29 the journey fails in its time, gives back what the bank may hold, and says so in a browser', async () => {
    const { customer, journeyId } = begun.silent;
    const journey = await customer.until(journeyId, 'its end', ({ state }) => state !== 'open', MINUTE_MS);
    expect(journey).toMatchObject({ state: 'failed', result: { code: 'bank-page-timed-out' } });
    const console = await visit(customer);
    await console.open('/historical-cards', 'Historical Cards');
    await shows(
      console,
      'The bank did not confirm in time that it was you.',
      'Add the card again and finish the steps on your bank’s page within 15 minutes.',
      'You',
    );
    await nothingIsHeld(`${journeyId}/hold`);
  });

  it('R38 Edit fails in its time: the old date stays, the card may be edited again', async () => {
    const { customer, cardId, changeId } = begun.editing;
    const over = ({ state }: { state: string }) => state !== 'open';
    const change = await customer.untilChange(changeId, 'its end', over);
    expect(change).toMatchObject({ state: 'failed', result: { code: 'bank-page-timed-out' } });
    const console = await visit(customer);
    await console.open(`/card-validity-changes/${changeId}`, 'The validity period was not changed');
    await console.says('The bank did not confirm in time that it was you.');
    await nothingIsHeld(`${changeId}/hold`);
    const { body: wallet } = await customer.get('/v1/payment-methods/as-of');
    expect(wallet).toMatchObject({ cards: [{ cardId, expiry: '2031-12' }] });
    expect((await customer.edits(cardId)).status).toBeLessThan(300);
  });

  it('R11 R12 a code that came too late is refused in words; another one can be had, and goes on', async () => {
    const customer = await newcomer(new Date(Date.now() - 60 * MINUTE_MS).toISOString());
    const console = await visit(customer);
    const { journeyId } = await customer.addCard();
    await console.open(`/complete-information/${journeyId}`, 'Verify your email address');
    await console.button('Send Code').click();
    const late = await own().bank.code(customer.email);
    await eventually('the code is over', async () => {
      const { expiresAt = '' } =
        (await customer.get<{ emailCode?: { expiresAt: string } }>(`/v1/card-additions/${journeyId}`)).body.emailCode ??
        {};
      return Date.parse(expiresAt) < Date.now();
    });
    await console.field('Verification code').fill(late.code);
    await console.button('Next').click();
    await console.says('This code has expired. Choose Send Code for a new one.');
    await console.button('Send Code again').click();
    const { code } = await own().bank.code(customer.email, new Set([late.id]));
    await console.field('Verification code').fill(code);
    await console.button('Next').click();
    await console.heading('Add your mobile number').waitFor();
  });

  it('R31 no card within its time: the attempt is closed, which is no failure, and can be begun again', async () => {
    const { customer, journeyId } = begun.idle;
    const console = await visit(customer);
    await console.open(`/complete-information/${journeyId}`);
    await console.heading('The card was not added').waitFor({ timeout: 2 * MINUTE_MS });
    await shows(
      console,
      'No card was submitted within a day, so this attempt was closed.',
      'Add the card again. The steps you finished are kept.',
      'You',
    );
    await console.button('Add the card again').click();
    await console.heading('Add your mobile number').waitFor();
  });
});
