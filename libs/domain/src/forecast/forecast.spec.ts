import { ACCOUNT, accountRegistered, cardBlocked, onFile } from '../fixtures';
import { evolveAccount, initialAccount } from '../account/state';
import { monthsOf } from '../bill/commands';
import { defaultBillingPolicy } from '../bill/policy';
import { initialBill } from '../bill/state';
import type { BillWorld } from '../bill/world';
import type { ChargesEvent } from '../charges/events';
import { evolveMonthCharges, initialMonthCharges } from '../charges/state';
import { later } from '../instant';
import type { Money } from '../money';
import type { WalletEvent } from '../wallet/events';
import { evolveWallet, initialWallet } from '../wallet/state';
import { forecast } from './forecast';

const PERIOD = '2024-05';
const DUE = '2024-06-02T19:00:00.000Z';
const charge = (amount: Money): ChargesEvent => ({
  ...{ type: 'ChargeRecorded', at: '2024-05-10T08:00:00.000Z' },
  data: {
    ...{ accountId: ACCOUNT, chargeId: 'c1', service: 'compute', description: 'Hours' },
    ...{ amount, incurredAt: '2024-05-10T08:00:00.000Z' },
  },
});
function world(wallet: readonly WalletEvent[], amount: Money = { currency: 'USD', minor: 900 }): BillWorld {
  return {
    ...{ accountId: ACCOUNT, period: PERIOD, bill: initialBill, policy: defaultBillingPolicy, rates: {} },
    wallet: wallet.reduce(evolveWallet, initialWallet),
    account: [accountRegistered(), { type: 'CurrencyChosen', at: DUE, data: { currency: 'USD' } } as const].reduce(
      evolveAccount,
      initialAccount,
    ),
    months: monthsOf(PERIOD).map((month) => ({
      month,
      charges: month === PERIOD ? evolveMonthCharges(initialMonthCharges, charge(amount)) : initialMonthCharges,
    })),
  };
}
const passed = ({ cards }: ReturnType<typeof forecast>) => cards.map(({ cardId, passedOver }) => [cardId, passedOver]);

describe('X3 the forecast of the third', () => {
  it('tells the sum, the instant and the card that pays if its bank agrees', () => {
    const told = forecast(world([onFile('a'), onFile('b')]));
    expect(told).toMatchObject({
      period: PERIOD,
      dueAt: DUE,
      amount: { currency: 'USD', minor: 900 },
      firstCardId: 'a',
    });
    expect(told.lines).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain('tok_');
  });

  it('judges the cards as they will stand on the third, not today', () => {
    const told = forecast(world([onFile('a', '2024-05'), onFile('b')]));
    expect(passed(told)).toStrictEqual([
      ['a', 'expired'],
      ['b', undefined],
    ]);
    expect(told.firstCardId).toBe('b');
  });

  it('says so where no card would be tried', () => {
    const told = forecast(world([onFile('a'), cardBlocked('a')]));
    expect(passed(told)).toStrictEqual([['a', 'blocked']]);
    expect(told).not.toHaveProperty('firstCardId');
  });

  it('R36 a card that has used up the network’s tries is passed over', () => {
    const refusals = Array.from({ length: 15 }, (_, n): WalletEvent => ({
      ...{ type: 'CardDeclined', at: later(DUE, -n * 3_600_000) },
      data: { cardId: 'a', networkCode: '51', of: 'acc_1-2024-04' },
    }));
    expect(passed(forecast(world([onFile('a'), ...refusals])))).toStrictEqual([['a', 'try-limit']]);
  });

  it('has no sum while a rate is missing', () => {
    const told = forecast(world([onFile('a')], { currency: 'EUR', minor: 900 }));
    expect(told).not.toHaveProperty('amount');
    expect(told.firstCardId).toBe('a');
  });
});
