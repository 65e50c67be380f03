import { specify } from '@onfile/testing';
import { BILLING_ZONE, cardBlocked, cardRemoved, defaultCardSet, NOON, onFile } from '../fixtures';
import type { WalletCommand } from './commands';
import { decideWallet } from './decide';
import type { WalletEvent } from './events';
import { evolveWalletWorld, initialWalletWorld } from './world';

const wallets = specify({ decide: decideWallet, evolve: evolveWalletWorld, initial: initialWalletWorld }, NOON);
const given = (...wallet: WalletEvent[]) => wallets.given({ wallet });
const setDefault = (cardId: string, ifVersion?: number): WalletCommand => ({
  type: 'SetDefault',
  cardId,
  billingZone: BILLING_ZONE,
  ...(ifVersion !== undefined && { ifVersion }),
});
const reorder = (order: string[], ifVersion?: number): WalletCommand => ({
  type: 'Reorder',
  order,
  billingZone: BILLING_ZONE,
  ...(ifVersion !== undefined && { ifVersion }),
});
const chosen = (cardId: string): WalletEvent => ({
  type: 'DefaultCardSet',
  at: NOON,
  data: { cardId, because: 'chosen' },
});
const abc = [onFile('a'), defaultCardSet('a'), onFile('b'), onFile('c')];

describe('R34 set as default', () => {
  it('makes a card the default', () =>
    given(...abc)
      .when(setDefault('b'))
      .then({ wallet: [chosen('b')] }));

  it('adds nothing for the card that is the default already, whatever version was seen', () =>
    given(...abc)
      .when(setDefault('a', 1))
      .thenNothing());

  it.each([
    ['a card of nobody, or of another account', abc, setDefault('x'), 'card-unknown'],
    ['a card that was removed', [...abc, cardRemoved('b')], setDefault('b'), 'card-removed'],
    ['an expired card', [...abc, onFile('old', '2024-04')], setDefault('old'), 'card-expired'],
    ['a blocked card', [...abc, cardBlocked('b')], setDefault('b'), 'card-blocked'],
  ] as const)('refuses %s', (_what, facts, command, code) =>
    given(...facts)
      .when(command)
      .thenRefused(code),
  );

  it('refuses what was decided on another state, and tells the version now', () => {
    given(...abc)
      .when(setDefault('b', 3))
      .thenRefused('wallet-changed', { version: 4 });
    given(...abc)
      .when(setDefault('b', 4))
      .then({ wallet: [chosen('b')] });
  });

  it('is not refused for what the customer can not see', () => {
    const warned: WalletEvent = {
      type: 'CardExpiryWarned',
      at: NOON,
      data: { accountId: 'acc_1', cardId: 'b', expiry: '2030-12', daysBefore: 60 },
    };
    given(...abc, warned)
      .when(setDefault('b', 4))
      .then({ wallet: [chosen('b')] });
  });
});

describe('D6 the order of deductions', () => {
  it('is the order of adding until the customer chooses another', () =>
    given(...abc)
      .when(reorder(['a', 'c', 'b'], 4))
      .then({ wallet: [{ type: 'CardsReordered', at: NOON, data: { order: ['a', 'c', 'b'] } }] }));

  it('adds nothing for the order that is', () =>
    given(...abc)
      .when(reorder(['a', 'b', 'c'], 1))
      .thenNothing());

  it.each([
    ['a card twice', ['a', 'b', 'b'], 'order-invalid'],
    ['a card left out', ['a', 'c'], 'order-invalid'],
    ['another first than the default', ['b', 'a', 'c'], 'order-invalid'],
    ['a card of nobody', ['a', 'b', 'x'], 'card-unknown'],
  ])('refuses %s', (_what, order, code) =>
    given(...abc)
      .when(reorder(order))
      .thenRefused(code),
  );

  it('refuses an order of cards that were removed meanwhile, or of another version', () => {
    given(...abc, cardRemoved('b'))
      .when(reorder(['a', 'c', 'b']))
      .thenRefused('card-removed');
    given(...abc)
      .when(reorder(['a', 'c', 'b'], 1))
      .thenRefused('wallet-changed', { version: 4 });
  });
});
