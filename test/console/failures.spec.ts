import { mintCardNumber } from '../driver/cards';
import type { ConsolePage } from '../driver/console';
import { withBrowser } from './with-browser';

const DEBIT = '40000078';
const CHALLENGED = '40000101';
const INSUFFICIENT = '40000251';

jest.setTimeout(180_000);

describe('when a card can not be added, in a browser', () => {
  const { visit } = withBrowser();

  const atCard = async () => {
    const { customer, console } = await visit();
    await customer.reachCard();
    await console.open('/complete-information', 'Your credit card');
    return { customer, console };
  };

  const resultInHistory = async (console: ConsolePage, sentence: string): Promise<void> => {
    await console.open('/payment-methods');
    await console.page.getByRole('main').getByRole('link', { name: 'History' }).click();
    await console.heading('Historical Cards').waitFor();
    await console.page.getByRole('definition').filter({ hasText: sentence }).first().waitFor();
  };

  it.each([
    ['declined by the bank', INSUFFICIENT, 'The card’s balance is insufficient.'],
    ['a debit card', DEBIT, 'This is not a credit card. Only credit cards can be added.'],
  ])('R31 R32 %s: the Result says so, also in Historical Cards', async (_, prefix, sentence) => {
    const { console } = await atCard();
    await console.submitCard({ number: mintCardNumber(prefix) });
    await console.heading('The card was not added').waitFor();
    await console.says(sentence);
    await console.says('The steps you finished are kept.');
    await resultInHistory(console, sentence);
  });

  it('R31 R32 the card of another account: the Result says so', async () => {
    const number = mintCardNumber();
    const { customer: owner } = await visit();
    await owner.addsCard({ number });
    const { console } = await atCard();
    await console.submitCard({ number });
    await console.heading('The card was not added').waitFor();
    await console.says('This card is already on file for another account. A card belongs to one account only.');
  });

  it('R29 R31 R33 cancelled on the bank page: Result, a ticket without card data, and again from the card on', async () => {
    const { console } = await atCard();
    const number = mintCardNumber(CHALLENGED);
    await console.submitCard({ number });
    await console.answerBank('Cancel');
    await console.heading('The card was not added').waitFor();
    await resultInHistory(console, 'The attempt was cancelled before the bank had confirmed that it was you.');
    await console.button('Submit a service ticket').click();
    const dialog = console.page.getByRole('dialog');
    await dialog.getByText('The history of this attempt goes along by itself.').waitFor();
    // Ids are made of chance, and may hold any digits.
    expect((await dialog.innerText()).replace(/\w{20,}/g, '')).not.toContain(number.slice(-4));
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await dialog.getByText(/^Your ticket .+ is submitted\./).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await console.button('Add the card again').click();
    await console.heading('Your credit card').waitFor();
  });

  it('R27 R28 an ID that can not be one is refused in words, before anything is held', async () => {
    const { customer, console } = await visit({ region: 'CL' });
    await customer.reachCard();
    await console.open('/complete-information', 'Your credit card');
    await console.typeCard({ number: mintCardNumber() });
    await console.page.getByText('Otro', { exact: true }).click();
    await console.field('ID number').fill('1234');
    await (await console.yes()).click();
    await console.says('This ID number can not be right. Check the number and its type.');
    await expect(customer.get<{ entries: unknown[] }>('/v1/holds')).resolves.toMatchObject({ body: { entries: [] } });
  });

  it('R21 what the gateway refuses is said beside its fields, and nothing is held', async () => {
    const { customer, console } = await atCard();
    await console.submitCard({ number: '4000 0077 1234 5678' });
    await console.says('Check the card number.');
    await console.submitCard({ number: mintCardNumber(), expMonth: '01', expYear: '2020' });
    await console.says('This date is over. Check month and year.');
    await expect(customer.get<{ entries: unknown[] }>('/v1/holds')).resolves.toMatchObject({ body: { entries: [] } });
  });

  it('R25 R31 cancelled before the card: asked once more, and nothing was taken', async () => {
    const { console } = await atCard();
    await (await console.inSight(console.button('Cancel adding a card'))).click();
    await console.button('Yes, cancel it').click();
    await console.heading('This was cancelled').waitFor();
  });
});
