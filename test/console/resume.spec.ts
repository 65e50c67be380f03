import { mintCardNumber } from '../driver/cards';
import { withBrowser } from './with-browser';

jest.setTimeout(180_000);

describe('going on where one left off, in a browser', () => {
  const { visit, device, otherTab } = withBrowser();

  it('X6 R5 after a reload, and on another device, at the step that is missing', async () => {
    const { customer, console } = await visit();
    await customer.confirmEmail(await customer.addCard());
    await console.open('/payment-methods', 'Payment Methods');
    await console.says('You have started already. Go on where you left off.');
    await console.page.getByRole('link', { name: 'Associate now' }).click();
    await console.confirmMobile(customer);
    await console.heading('Account information').waitFor();
    await console.page.reload();
    await console.heading('Account information').waitFor();
    const phone = await device({ viewport: { width: 360, height: 740 } });
    await phone.signInAs(customer);
    await phone.open('/complete-information', 'Account information');
    await phone.giveInformation();
    await phone.heading('Your credit card').waitFor();
  });

  it('R5 R6 two tabs: a step taken in one moves the other on, without a reload; Add Card goes on with the same journey', async () => {
    const { customer, console } = await visit();
    const { journeyId } = await customer.addCard();
    await console.open('/complete-information', 'Verify your email address');
    const other = await otherTab(console);
    await other.open('/payment-methods', 'Payment Methods');
    await other.button('Add Card').click();
    await other.page.waitForURL(`**/complete-information/${journeyId}`);
    await other.confirmEmail(customer);
    await other.heading('Add your mobile number').waitFor();
    await console.heading('Add your mobile number').waitFor();
    await console.confirmMobile(customer);
    await other.heading('Account information').waitFor();
  });

  it('R29 the bank page answered on another device: the page notices', async () => {
    const { customer, console } = await visit();
    const { journeyId } = await customer.reachCard();
    await console.open('/complete-information', 'Your credit card');
    await console.submitCard({ number: mintCardNumber('40000101') });
    await console.page.getByRole('link', { name: 'Go to the bank’s page' }).waitFor();
    const { bankPageUrl = '' } = await customer.journey(journeyId);
    const phone = await device();
    await phone.page.goto(bankPageUrl);
    await phone.page.getByLabel('One-time code').fill(await phone.page.locator('[data-one-time-code]').innerText());
    await phone.button('Confirm').click();
    await console.heading('Your card is added').waitFor();
  });
});
