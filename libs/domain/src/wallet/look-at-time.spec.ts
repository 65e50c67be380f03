import { specify } from '@onfile/testing';
import type { AccountEvent } from '../account/events';
import { ACCOUNT, accountRegistered, BILLING_ZONE, cardBlocked, defaultCardSet, NOON, onFile } from '../fixtures';
import type { WalletCommand } from './commands';
import { decideWallet } from './decide';
import type { WalletEvent, WarningDays } from './events';
import { evolveWallet, initialWallet } from './state';
import { daysLeft, warningFor } from './warnings';
import { evolveWalletWorld, initialWalletWorld } from './world';

const wallets = specify({ decide: decideWallet, evolve: evolveWalletWorld, initial: initialWalletWorld }, NOON);
const granted: AccountEvent = { type: 'PostpaymentGranted', at: NOON, data: { cardId: 'a', journeyId: 'j' } };
const given = (...wallet: WalletEvent[]) => wallets.given({ wallet, account: [accountRegistered(), granted] });
const look: WalletCommand = { type: 'LookAtTime', accountId: ACCOUNT, billingZone: BILLING_ZONE };
const warned = (daysBefore: WarningDays, at: string, expiry = '2024-12'): WalletEvent => ({
  type: 'CardExpiryWarned',
  at,
  data: { accountId: ACCOUNT, cardId: 'a', expiry, daysBefore },
});
const expired = (at: string): WalletEvent => ({
  type: 'CardExpired',
  at,
  data: { accountId: ACCOUNT, cardId: 'a', expiry: '2024-12' },
});
const a = [onFile('a', '2024-12'), defaultCardSet('a')];
const suspended = (at: string): AccountEvent => ({
  type: 'PostpaymentSuspended',
  at,
  data: { because: 'no-valid-card' },
});

describe('warnings before a card expires', () => {
  it.each<[string, string, WarningDays | undefined]>([
    ['61 days before', '2024-10-31T04:00:00.000Z', undefined],
    ['60 days before', '2024-11-01T04:00:00.000Z', 60],
    ['31 days before', '2024-11-30T04:00:00.000Z', 60],
    ['30 days before', '2024-12-01T04:00:00.000Z', 30],
    ['7 days before', '2024-12-24T04:00:00.000Z', 7],
    ['on the last day', '2024-12-31T04:00:00.000Z', 7],
  ])('%s', (_when, at, days) => {
    const answer = given(...a).when(look, at);
    if (days === undefined) answer.thenNothing();
    else answer.then({ wallet: [warned(days, at)] });
  });

  it('are given once each', () => {
    given(...a, warned(60, NOON))
      .when(look, '2024-11-05T04:00:00.000Z')
      .thenNothing();
    given(...a, warned(60, NOON))
      .when(look, '2024-12-05T04:00:00.000Z')
      .then({ wallet: [warned(30, '2024-12-05T04:00:00.000Z')] });
    given(...a, warned(7, NOON))
      .when(look, '2024-12-30T04:00:00.000Z')
      .thenNothing();
  });

  it('begin anew with a new date', () =>
    given(...a, warned(7, NOON, '2020-01'))
      .when(look, '2024-11-05T04:00:00.000Z')
      .then({ wallet: [warned(60, '2024-11-05T04:00:00.000Z')] }));

  it('are in the list for as long as they are so; not of a card that is blocked for good', () => {
    const held = (...facts: WalletEvent[]) => facts.reduce(evolveWallet, initialWallet).cards[0]!;
    expect(warningFor(held(...a), '2024-12-20T04:00:00.000Z', BILLING_ZONE)).toBe(30);
    expect(warningFor(held(...a), '2025-01-20T04:00:00.000Z', BILLING_ZONE)).toBeUndefined();
    expect(warningFor(held(...a, cardBlocked('a', true)), '2024-12-20T04:00:00.000Z', BILLING_ZONE)).toBeUndefined();
  });

  it('count days by the calendar of the billing zone', () => {
    expect(daysLeft('2024-12', '2024-12-30T16:00:00.000Z', 'Asia/Shanghai')).toBe(0);
    expect(daysLeft('2024-12', '2024-12-30T16:00:00.000Z', 'UTC')).toBe(1);
    expect(daysLeft('2024-02', '2024-02-28T12:00:00.000Z', 'UTC')).toBe(1); // a leap year
  });
});

describe('D15 the last valid card is lost', () => {
  const newYear = '2024-12-31T16:00:00.000Z';

  it('by expiry, when its last day is over in the billing zone', () => {
    given(...a)
      .when(look, newYear)
      .then({ wallet: [expired(newYear)], account: [suspended(newYear)] });
  });

  it('is noted once', () =>
    wallets
      .given({ wallet: [...a, expired(newYear)], account: [accountRegistered(), granted, suspended(newYear)] })
      .when(look, '2025-02-01T00:00:00.000Z')
      .thenNothing());

  it('by a block that somebody else noted', () =>
    given(onFile('a'), defaultCardSet('a'), cardBlocked('a'))
      .when(look)
      .then({ account: [suspended(NOON)] }));

  it('is not lost while another card is valid', () =>
    given(...a, onFile('b'))
      .when(look, newYear)
      .then({ wallet: [expired(newYear)] }));
});
