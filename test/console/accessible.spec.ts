import { isTooWide } from '../driver/browser';
import { mintCardNumber } from '../driver/cards';
import { violationsOf } from './violations';
import { withBrowser } from './with-browser';

const PHONE = { width: 360, height: 740 };

/** Every page behind the sign-in that needs no journey of its own, and its heading. */
const PAGES = [
  ['/payment-methods', 'Payment Methods'],
  ['/historical-cards', 'Historical Cards'],
  ['/holds', 'Holds'],
  ['/preferences', 'Preferences'],
  ['/bills', 'Bills'],
  ['/complete-information', 'Complete Information'],
  ['/nowhere', 'There is no such page'],
] as const;

jest.setTimeout(120_000);

describe('the console for everybody', () => {
  const { visit, device } = withBrowser();

  const withHistory = async (options: Parameters<typeof device>[0]) => {
    const { customer, console } = await visit({}, options);
    await customer.addsCard({ number: mintCardNumber() });
    await customer.addsCard({ number: mintCardNumber() });
    const failed = await customer.submitCard(await customer.reachCard(), { number: mintCardNumber('40000078') });
    await customer.until(failed.journeyId, 'its end', ({ state }) => state === 'failed');
    return { customer, console, failed };
  };

  it.each(['light', 'dark'] as const)(
    'WCAG 2.2 AA: no violation on any page in %s, none wider than 360 px',
    async (colorScheme) => {
      const { console, failed } = await withHistory({ colorScheme, viewport: PHONE });
      const found: string[] = [];
      const look = async (): Promise<void> => {
        found.push(...(await violationsOf(console.page)));
        if (await isTooWide(console.page)) found.push(`wider than the window: ${console.page.url()}`);
      };
      for (const [path, heading] of PAGES) {
        await console.open(path, heading);
        await console.loaded();
        await look();
      }
      await console.open(`/complete-information/${failed.journeyId}`, 'The card was not added');
      await look();
      const door = await device({ colorScheme, viewport: PHONE });
      await door.open('/sign-in', 'Sign in');
      found.push(...(await violationsOf(door.page)));
      if (await isTooWide(door.page)) found.push('wider than the window: /sign-in');
      expect(found).toStrictEqual([]);
    },
  );

  it('WCAG 2.2 AA: no violation on any step, in a dialog or in a menu', async () => {
    const { customer, console } = await visit({}, { viewport: PHONE });
    const found: string[] = [];
    const look = async (): Promise<void> => {
      found.push(...(await violationsOf(console.page)));
      if (await isTooWide(console.page)) found.push(`wider than the window: ${console.page.url()}`);
    };
    await customer.addCard();
    await console.open('/complete-information', 'Verify your email address');
    await look();
    await console.confirmEmail(customer);
    await console.heading('Add your mobile number').waitFor();
    await look();
    await console.confirmMobile(customer);
    await console.heading('Account information').waitFor();
    await look();
    await console.giveInformation();
    await console.fields.getByLabel('Card number').waitFor();
    await look();
    await console.submitCard({ number: mintCardNumber('40000101') });
    await console.heading('Your bank asks you to confirm').waitFor();
    await look();
    await console.answerBank('Confirm');
    await console.heading('Your card is added').waitFor();
    await look();
    await console.open('/payment-methods', 'Payment Methods');
    await console.button(/^Delete /).click();
    await console.button('Give up and delete').waitFor();
    await look();
    expect(found).toStrictEqual([]);
  });
});
