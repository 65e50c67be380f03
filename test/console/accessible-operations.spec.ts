import { Billing } from '../driver/billing';
import { isTooWide } from '../driver/browser';
import { mintCardNumber } from '../driver/cards';
import { onfile } from '../journeys/stack';
import { violationsOf } from './violations';
import { withBrowser } from './with-browser';
import { operatorOn } from './with-operator';

const PHONE = { width: 360, height: 740 };
const AN_HOUR_MS = 3_600_000;

jest.setTimeout(240_000);

describe('the operators’ pages for everybody', () => {
  const { device } = withBrowser();

  /** A customer with a card, a journey under way, and a bill; and the pages about them. */
  async function pages() {
    const customer = await onfile().register({ region: 'US' });
    await customer.addsCard({ number: mintCardNumber() });
    const { journeyId } = await customer.reachCard();
    const billing = new Billing(onfile());
    const at = new Date(Date.now() - AN_HOUR_MS).toISOString();
    await billing.charge([{ accountId: customer.accountId, minor: 4_200, at }]);
    const billId = await billing.billAtRisk(customer.accountId);
    const bill = await billing.untilBill(billId, 'is paid', ({ status }) => status === 'paid');
    const list = `account=${customer.accountId}`;
    return {
      journeyId,
      paths: [
        ['', 'Health'],
        [`/find?q=${customer.accountId}`, 'Find'],
        [`/find?${list}`, 'Find'],
        [`/find/act?${list}`, 'Act on all of these'],
        [`/journeys/${journeyId}`, `Journey ${journeyId}`],
        [`/journeys/${journeyId}/shadow`, `Shadow replay of journey ${journeyId}`],
        [`/accounts/${customer.accountId}`, `Account ${customer.accountId}`],
        [`/bills?${list}`, 'Bills'],
        [`/bills/${billId}`, `Bill ${bill.number}`],
        [`/bills/${billId}/shadow`, `Shadow replay of bill ${billId}`],
        ['/runs', 'Deduction runs'],
        ['/backtest', 'Backtest'],
        ['/runs/2020-01', 'Run of January 2020'],
        ['/read-models', 'Read models'],
        ['/approvals', 'Approvals'],
        ['/log', 'Operator log'],
        ['/nowhere', 'There is no such page'],
      ] as const,
    };
  }

  it.each(['light', 'dark'] as const)(
    'WCAG 2.2 AA: no violation on any page of the operators in %s, none wider than 360 px',
    async (colorScheme) => {
      const { journeyId, paths } = await pages();
      const options = { colorScheme, viewport: PHONE };
      const { console } = await operatorOn(device, 'approve', options);
      const found: string[] = [];
      const look = async (): Promise<void> => {
        found.push(...(await violationsOf(console.page)));
        if (await isTooWide(console.page)) found.push(`wider than the window: ${console.page.url()}`);
      };
      for (const [path, heading] of paths) {
        await console.open(`/operations${path}`, heading);
        await console.loaded();
        await look();
      }
      await console.open(`/operations/journeys/${journeyId}`, `Journey ${journeyId}`);
      await console.button('Reset to a step').click();
      await console.says('What this will do');
      await look();
      await console.open(`/operations/journeys/${journeyId}/shadow`);
      await console.button('Run the shadow').click();
      await console.button('Show what is the same, too').click();
      await look();
      const door = await device(options);
      await door.open('/operations/sign-in', 'Sign in to operations');
      found.push(...(await violationsOf(door.page)));
      if (await isTooWide(door.page)) found.push('wider than the window: the door of operators');
      expect(found).toStrictEqual([]);
    },
  );
});
