import { mintCardNumber } from '../driver/cards';
import type { ConsolePage } from '../driver/console';
import type { Customer } from '../driver/onfile';
import { withBrowser } from './with-browser';

const CHALLENGED = '40000101';

jest.setTimeout(240_000);

describe('onboarding in a browser', () => {
  const { visit } = withBrowser();

  const addFirstCard = async (console: ConsolePage): Promise<void> => {
    await console.open('/', 'Payment Methods');
    await console.page.getByRole('link', { name: 'Associate now' }).click();
    await console.button('Add Card').click();
  };

  it('R1 R2 R3 R5 R6 R10–R21 R24 R29 R30 an Individual: email, mobile, information, card, bank page; the card is there', async () => {
    const { customer, console } = await visit();
    await console.open('/', 'Payment Methods');
    await console.says('Until then you can only view them.');
    await addFirstCard(console);
    await console.confirmEmail(customer);
    await console.confirmMobile(customer);
    await console.says('Your bills will be in US Dollar.');
    await console.giveInformation();
    await console.says('$1.00 will be held, then given back');
    const number = mintCardNumber(CHALLENGED);
    await console.submitCard({ number });
    await console.answerBank('Confirm');
    await console.heading('Your card is added').waitFor();
    await console.says(/\$1\.00 · (Held|Being released|Released)/);
    await console.page.getByRole('link', { name: 'Go to Payment Methods' }).click();
    await console.card(number.slice(-4)).getByText('Default').waitFor();
    await console.says('Use services first, pay later');
    await console.page.getByRole('link', { name: 'Associate now' }).waitFor({ state: 'detached' });
  });

  it('R19 R20 an Enterprise: names, contact, industry and a currency of its own; the card is added without a bank page', async () => {
    const { customer, console } = await visit();
    await addFirstCard(console);
    await console.confirmEmail(customer);
    await console.confirmMobile(customer);
    await console.page.getByText('Enterprise', { exact: true }).click();
    await console.button('Next').click();
    await console.says('Please fill in this field.');
    await console.field('Enterprise name').fill('Analytical Engines Ltd');
    await console.field('Enterprise address').fill('12 Analytical Way, Boston');
    await console.field("Contact's name").fill('Ada Lovelace');
    await console.field("Contact's position").fill('Chief engineer');
    await console.choose('Industry', 'Software');
    await console.choose('Currency', /\(EUR\)/);
    await console.button('Next').click();
    const number = mintCardNumber();
    await console.submitCard({ number });
    await console.heading('Your card is added').waitFor();
    await console.says(/€/);
    await console.step('Bank verification').getByText('your bank did not ask').waitFor();
    await console.open('/payment-methods');
    await console.page.getByRole('link', { name: 'Currency: Euro' }).waitFor();
  });

  it('R3 R23 R24 R26–R28 a customer in Chile: RUT 8148691-0 goes with the card; another ID type begins with an empty number', async () => {
    const { customer, console } = await visit({ region: 'CL' });
    await addFirstCard(console);
    await console.confirmEmail(customer);
    await console.confirmMobile(customer);
    await console.says('Your bills will be in Chilean Peso.');
    await console.giveInformation();
    await console.says(/^CLP.\d+ is equal to \$1\.$/);
    await console.typeCard({ number: mintCardNumber() });
    const yes = await console.yes();
    await yes.click();
    await console.says('Please enter your ID number.');
    await console.field('ID number').fill('12.345.678-K');
    await console.page.getByText('Otro', { exact: true }).click();
    await expect(console.field('ID number').inputValue()).resolves.toBe('');
    await console.page.getByText('RUT', { exact: true }).click();
    await console.field('ID number').fill('8148691-0');
    await yes.click();
    await console.heading('Your card is added').waitFor();
    const body = await holdsOf<{ amount: { currency: string } }>(customer);
    expect(body.entries).toEqual([expect.objectContaining({ amount: { currency: 'CLP', minor: expect.any(Number) } })]);
  });

  it('R22 a double Yes is one hold', async () => {
    const { customer, console } = await visit();
    await customer.reachCard();
    await console.open('/complete-information');
    await console.typeCard({ number: mintCardNumber() });
    await (await console.yes()).dblclick();
    await console.heading('Your card is added').waitFor();
    expect((await holdsOf(customer)).entries).toHaveLength(1);
  });

  it('R7 registered within the last 10 minutes: the email code is skipped, and the page says why', async () => {
    const { console } = await visit({ registeredAt: new Date().toISOString() });
    await addFirstCard(console);
    await console.heading('Add your mobile number').waitFor();
    await console.step('Email').getByText('you registered within the last 10 minutes').waitFor();
  });

  it('R8 with a mobile number: begins at the account information', async () => {
    const { customer, console } = await visit();
    const { journeyId } = await customer.confirmMobile(await customer.confirmEmail(await customer.addCard()));
    await customer.step(`/v1/card-additions/${journeyId}/cancellation`, {});
    await addFirstCard(console);
    await console.heading('Account information').waitFor();
    await console.step('Mobile number').getByText('your mobile number is already added').waitFor();
  });

  it('R9 with complete information: begins at the card', async () => {
    const { customer, console } = await visit();
    const { journeyId } = await customer.reachCard();
    await customer.step(`/v1/card-additions/${journeyId}/cancellation`, {});
    await addFirstCard(console);
    await console.heading('Your credit card').waitFor();
    await console.step('Account information').getByText('your account information is complete').waitFor();
  });
});

/** What is held, by a list that knows of the card that is on file. */
async function holdsOf<Hold>(customer: Customer): Promise<{ readonly entries: readonly Hold[] }> {
  await customer.get('/v1/me');
  await customer.untilListed();
  return (await customer.get<{ entries: readonly Hold[] }>('/v1/holds')).body;
}
