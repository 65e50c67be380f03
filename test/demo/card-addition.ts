import type { Bank } from '../driver/bank';
import { mintCardNumber } from '../driver/cards';
import { eventually } from '../driver/http';
import type { Customer, Journey, Onfile } from '../driver/onfile';
import type { Story } from './story';

interface TimelineEntry {
  readonly at: string;
  readonly type: string;
  readonly position: string;
  readonly data: Record<string, unknown>;
}

/** By the first digits of a card's number the bank knows its scenario. */
const PREFIX_LENGTH = 8;

interface Scenarios {
  readonly scenarios: readonly { number: string; name: string }[];
}

/** A card of the bank by the name of its scenario, with a number that nobody has used: a card is on one account only (D16). */
async function cardNumbers(bank: Bank): Promise<(name: string) => string> {
  const { scenarios } = (await (await fetch(`${bank.url}/scenarios.json`)).json()) as Scenarios;
  return (name) => {
    const found = scenarios.find((scenario) => scenario.name === name);
    if (!found) throw new Error(`The bank has no card named ${name}.`);
    return mintCardNumber(found.number.slice(0, PREFIX_LENGTH));
  };
}

/** A customer from nothing to a card on file, then a card that is declined, then an answer that gets lost. */
export async function cardAdditionDemo(onfile: Onfile, bank: Bank, story: Story): Promise<void> {
  const numberOf = await cardNumbers(bank);
  const customer = await addsACard(onfile, bank, story, numberOf('three-ds-challenge'));
  await isDeclined(onfile, story, numberOf('hold-declined-51'));
  await losesAnAnswer(onfile, bank, story);
  story.chapter('Payment methods of the first customer');
  await showCards(customer, story);
}

async function addsACard(onfile: Onfile, bank: Bank, story: Story, number: string): Promise<Customer> {
  story.chapter('1. A customer in Chile puts a card on file');
  const customer = await onfile.register({ region: 'CL' });
  story.says(`registered account ${customer.accountId}`);
  let journey = await customer.addCard();
  story.says(`Add Card → ${stepsOf(journey)}`);
  journey = await customer.confirmEmail(journey);
  story.says(`the code from the mail is right → ${journey.step}`);
  journey = await customer.confirmMobile(journey);
  story.says(`the code from the text message is right → ${journey.step}`);
  journey = await customer.giveInformation(journey);
  story.says(`name, address, industry → ${journey.step}`);
  journey = await customer.submitCard(journey, { number }, { type: 'RUT', number: '8148691-0' });
  journey = await customer.until(journey.journeyId, 'the bank page', ({ bankPageUrl }) => bankPageUrl !== undefined);
  story.says(`the card's number went to the bank only; the bank wants to see its owner: ${journey.bankPageUrl}`);
  const back = await bank.answerPage(journey.bankPageUrl ?? '', 'confirm');
  story.says(`confirmed at the bank, which sends the browser back to ${back?.split('?')[0]}`);
  journey = await customer.until(journey.journeyId, 'its end', ({ state }) => state !== 'open');
  story.says(`the journey ${journey.state}`);
  await customer.untilReleased(journey.journeyId);
  await showTimeline(customer, journey, story);
  await showLedger(bank, journey, story);
  return customer;
}

async function isDeclined(onfile: Onfile, story: Story, number: string): Promise<void> {
  story.chapter('2. A card without enough balance');
  const customer = await onfile.register({ region: 'DE', registeredAt: new Date().toISOString() });
  let journey = await customer.reachCard();
  journey = await customer.submitCard(journey, { number });
  journey = await customer.until(journey.journeyId, 'its end', ({ state }) => state !== 'open');
  story.says(`the journey ${journey.state}; Historical Cards says:`);
  const { entries } = await eventually('the entry in Historical Cards', async () => {
    const { body } = await customer.get<{ entries: { result?: Record<string, string> }[] }>('/v1/historical-cards');
    return body.entries[0]?.result ? body : false;
  });
  story.says(`  ${JSON.stringify(entries[0]?.result)}`);
}

async function losesAnAnswer(onfile: Onfile, bank: Bank, story: Story): Promise<void> {
  story.chapter('3. The bank holds the $1, and its answer gets lost on the way');
  const customer = await onfile.register({ region: 'US', registeredAt: new Date().toISOString() });
  let journey = await customer.reachCard();
  await bank.fault({ match: { operation: 'hold' }, fault: 'lost-after', times: 1 });
  journey = await customer.submitCard(journey, { number: mintCardNumber() });
  journey = await customer.until(journey.journeyId, 'its end', ({ state }) => state !== 'open', 60_000);
  story.says(`nobody guessed: the hold was looked up by its key, and the journey ${journey.state}`);
  await customer.untilReleased(journey.journeyId);
  await showLedger(bank, journey, story);
}

const stepsOf = ({ steps }: Journey) =>
  steps.map(({ step, status, because }) => `${step} ${because ? `(${status}: ${because})` : status}`).join(', ');

async function showTimeline(customer: Customer, { journeyId }: Journey, story: Story): Promise<void> {
  const { body } = await customer.get<{ entries: TimelineEntry[] }>(`/v1/card-additions/${journeyId}/timeline`);
  story.says('its timeline, from the log:');
  story.table(body.entries.map(({ at, type, position }) => [at.slice(11, 23), type, `@${position}`]));
}

async function showLedger(bank: Bank, { journeyId }: Journey, story: Story): Promise<void> {
  const entries = (await bank.ledger()).filter(({ key }) => key.startsWith(journeyId));
  story.says('the money, from the ledger of the bank:');
  story.table(
    entries.map(({ operation, amount, status, last4 }) => [
      operation,
      `${amount.currency} ${amount.minor} minor units`,
      `card …${last4}`,
      status,
    ]),
  );
}

async function showCards(customer: Customer, story: Story): Promise<void> {
  const cards = await eventually('the card in Payment Methods', async () => {
    const { body } = await customer.get<{
      cards: { brand: string; last4: string; expiry: string; isDefault: boolean }[];
    }>('/v1/payment-methods');
    return body.cards.length > 0 && body.cards;
  });
  story.table(
    cards.map(({ brand, last4, expiry, isDefault }) => [brand, `…${last4}`, expiry, isDefault ? 'default' : '']),
  );
}
