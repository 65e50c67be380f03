import type { AccountEvent } from '../account/events';
import { evolveAccount, initialAccount } from '../account/state';
import type { BillEvent } from '../bill/events';
import { evolveBill, initialBill } from '../bill/state';
import type { ChargeTry } from '../bill/bill';
import { evolveMonthCharges, initialMonthCharges } from '../charges/state';
import {
  ACCOUNT,
  accountRegistered,
  BILLING_ZONE,
  cardBlocked,
  defaultCardSet,
  NOON,
  ONE_DOLLAR,
  onFile,
} from '../fixtures';
import { evolveWallet, initialWallet } from '../wallet/state';
import type { WalletEvent } from '../wallet/events';
import { billIdsToLookAt, debtsOf, hasOpenCharge, monthsToLookAt } from './debts';
import { qualificationWith } from './qualification';

const granted: AccountEvent = { type: 'PostpaymentGranted', at: NOON, data: { cardId: 'a', journeyId: 'j' } };
const suspended: AccountEvent = { type: 'PostpaymentSuspended', at: NOON, data: { because: 'no-valid-card' } };
const accountOf = (...facts: AccountEvent[]) => [accountRegistered(), ...facts].reduce(evolveAccount, initialAccount);
const walletOf = (...facts: WalletEvent[]) => facts.reduce(evolveWallet, initialWallet);

describe('D15 the postpayment qualification', () => {
  const valid = walletOf(onFile('a', '2024-04'), defaultCardSet('a'), onFile('b'));
  const none = walletOf(onFile('a', '2024-04'), defaultCardSet('a'), onFile('b'), cardBlocked('b'));

  it('is suspended with the last valid card, once', () => {
    expect(qualificationWith(none, accountOf(granted), NOON, BILLING_ZONE)).toStrictEqual([suspended]);
    expect(qualificationWith(none, accountOf(granted, suspended), NOON, BILLING_ZONE)).toStrictEqual([]);
    expect(qualificationWith(valid, accountOf(granted), NOON, BILLING_ZONE)).toStrictEqual([]);
  });

  it('comes back with a valid card, which it names', () =>
    expect(qualificationWith(valid, accountOf(granted, suspended), NOON, BILLING_ZONE)).toStrictEqual([
      { type: 'PostpaymentRestored', at: NOON, data: { cardId: 'b' } },
    ]));

  it('is not given to those who never earned it, or gave it up', () => {
    expect(qualificationWith(valid, accountOf(), NOON, BILLING_ZONE)).toStrictEqual([]);
    const givenUp: AccountEvent = { type: 'PostpaymentGivenUp', at: NOON, data: { cardId: 'a' } };
    expect(qualificationWith(valid, accountOf(granted, givenUp), NOON, BILLING_ZONE)).toStrictEqual([]);
  });
});

describe('D17 R41 what an account owes', () => {
  const charge = {
    accountId: ACCOUNT,
    chargeId: 'c1',
    service: 'ecs',
    description: 'one hour',
    amount: ONE_DOLLAR,
    incurredAt: NOON,
  };
  const charged = evolveMonthCharges(initialMonthCharges, { type: 'ChargeRecorded', at: NOON, data: charge });

  it('nothing, or expenses without a bill', () => {
    expect(debtsOf(accountOf(), [initialBill], [initialMonthCharges])).toStrictEqual({
      unpaidBills: [],
      hasUnbilledCharges: false,
    });
    expect(debtsOf(accountOf(), [], [charged]).hasUnbilledCharges).toBe(true);
  });

  it('bills that are overdue, also old ones', () => {
    const overdue: AccountEvent = {
      type: 'BillOverdue',
      at: NOON,
      data: { billId: 'acc_1-2023-01', amount: ONE_DOLLAR },
    };
    expect(debtsOf(accountOf(overdue), [], []).unpaidBills).toStrictEqual(['acc_1-2023-01']);
  });

  it('bills that are issued and not paid', () => {
    const issued = { issued: { accountId: ACCOUNT, period: '2024-04' } } as unknown as typeof initialBill;
    const paid = { ...issued, paid: { at: NOON } };
    expect(debtsOf(accountOf(), [issued], []).unpaidBills).toStrictEqual(['acc_1-2024-04']);
    expect(debtsOf(accountOf(), [paid], []).unpaidBills).toStrictEqual([]);
  });

  it('is looked for in the months of a year that the account has seen, three at least', () => {
    const monthsSince = (registeredAt: string) => {
      const account = evolveAccount(initialAccount, accountRegistered('US', registeredAt));
      return monthsToLookAt(ACCOUNT, account, NOON, BILLING_ZONE).map(({ month }) => month);
    };
    expect(monthsSince(NOON)).toStrictEqual(['2024-05', '2024-04', '2024-03']);
    expect(monthsSince('2024-01-31T20:00:00.000Z').at(-1)).toBe('2024-02'); // the first of February in the billing zone
    expect([
      monthsSince('2016-01-01T00:00:00.000Z').length,
      monthsSince('2016-01-01T00:00:00.000Z').at(-1),
    ]).toStrictEqual([12, '2023-06']);
    expect(monthsToLookAt(ACCOUNT, initialAccount, NOON, BILLING_ZONE)).toHaveLength(3);
  });

  it('is looked for in the bills of those months, their interim bills, and what is overdue', () => {
    expect(
      billIdsToLookAt(ACCOUNT, { owes: ['acc_1-2023-01'] }, [{ month: '2024-05', charges: { interims: 2 } }]),
    ).toStrictEqual(['acc_1-2023-01', 'acc_1-2024-05', 'acc_1-2024-05-1', 'acc_1-2024-05-2']);
  });
});

describe('R39 a charge of a card that has no end yet', () => {
  const tried = (status: ChargeTry['status'], back?: ChargeTry['back']) =>
    ({ tries: [{ cardId: 'a', status, ...(back && { back }) }] }) as unknown as typeof initialBill;
  const going: ChargeTry['back'] = { key: 'k', how: 'void', attempt: 1, open: true, askedAt: NOON };

  it.each<[ChargeTry['status'], ChargeTry['back'] | undefined, boolean]>([
    ['open', undefined, true],
    ['unknown', undefined, true],
    ['bank-page', undefined, true],
    ['part-approved', undefined, true],
    ['part-approved', { ...going, done: 'voided' }, false],
    ['confirm-needed', going, true],
    ['captured', undefined, false],
    ['captured', going, true],
    ['declined', undefined, false],
    ['given-up', undefined, false],
  ])('%s, going back: %j', (status, back, isOpen) => {
    expect(hasOpenCharge(tried(status, back), 'a')).toBe(isOpen);
    expect(hasOpenCharge(tried(status, back), 'b')).toBe(false);
  });

  it('one that paid the bill at the last moment, while it was to be voided, is none: nothing of it goes back', () => {
    const bill = { ...tried('captured', going), paid: { at: NOON, key: 'k/1' } };
    const paying = { ...bill, tries: bill.tries.map((one) => ({ ...one, key: 'k/1' })) };
    expect(hasOpenCharge(paying, 'a')).toBe(false);
    expect(hasOpenCharge({ ...paying, paid: { at: NOON, key: 'k/2' } }, 'a')).toBe(true);
  });

  it('is found by the facts of the bill', () => {
    const start: BillEvent = {
      type: 'CardChargeStarted',
      at: NOON,
      data: {
        key: 'k/1',
        n: 1,
        round: 1,
        cardId: 'a',
        token: 'tok_a',
        fingerprint: 'digest_a',
        amount: ONE_DOLLAR,
        initiatedBy: 'merchant',
      },
    };
    const open = evolveBill(initialBill, start);
    expect(hasOpenCharge(open, 'a')).toBe(true);
    const answered = evolveBill(open, { type: 'CardCharged', at: NOON, data: { key: 'k/1', chargeId: 'ch_1' } });
    expect(hasOpenCharge(answered, 'a')).toBe(false);
  });
});
