import { specify } from '@onfile/testing';
import type { AccountEvent } from '../account/events';
import {
  ACCOUNT,
  accountRegistered,
  BILLING_ZONE,
  cardBlocked,
  cardOf,
  cardRemoved,
  defaultCardSet,
  NOON,
  onFile,
  OTHER_ACCOUNT,
  validityChangeOpened,
} from '../fixtures';
import { noDebts } from '../postpayment/debts';
import type { WalletCommandOf } from './commands';
import { decideWallet } from './decide';
import type { WalletEvent } from './events';
import { evolveWalletWorld, initialWalletWorld, type WalletWorld, type WalletWrites } from './world';

const granted: AccountEvent = { type: 'PostpaymentGranted', at: NOON, data: { cardId: 'a', journeyId: 'j' } };
const account = [accountRegistered(), granted];
const spec = (initial: WalletWorld = initialWalletWorld) =>
  specify({ decide: decideWallet, evolve: evolveWalletWorld, initial }, NOON);
const given = (wallet: WalletEvent[], others: WalletWrites = {}, initial?: WalletWorld) =>
  spec(initial).given({ wallet, account, ...others });
const taken = (cardId: string, accountId = ACCOUNT): WalletWrites => ({
  fingerprint: [{ type: 'FingerprintTaken', at: NOON, data: { accountId, cardId } }],
});
const remove = (
  cardId: string,
  options: Partial<WalletCommandOf<'RemoveCard'>> = {},
): WalletCommandOf<'RemoveCard'> => ({
  type: 'RemoveCard',
  cardId,
  fingerprint: `digest_${cardId}`,
  billingZone: BILLING_ZONE,
  ...options,
});
const removed = (cardId: string, because: 'asked' | 'postpayment-given-up' = 'asked'): WalletEvent => ({
  type: 'CardRemoved',
  at: NOON,
  data: { accountId: ACCOUNT, cardId, card: cardOf(cardId), because },
});
const released = (cardId: string): WalletWrites => ({
  fingerprint: [{ type: 'FingerprintReleased', at: NOON, data: { accountId: ACCOUNT, cardId } }],
});
const chosen = (cardId: string): WalletEvent => ({
  type: 'DefaultCardSet',
  at: NOON,
  data: { cardId, because: 'chosen' },
});
const ab = [onFile('a'), defaultCardSet('a'), onFile('b')];

describe('R39 delete', () => {
  it('takes the card off and sets its number free in the same append', () =>
    given(ab, taken('b'))
      .when(remove('b'))
      .then({ wallet: [removed('b')], ...released('b') }));

  it('twice is once', () =>
    given([...ab, cardRemoved('b')])
      .when(remove('b'))
      .thenNothing());

  it('leaves a number alone that another account holds', () =>
    given(ab, taken('b', OTHER_ACCOUNT))
      .when(remove('b'))
      .then({ wallet: [removed('b')] }));

  it('goes on while a change of its validity is open: that fails, and gives its hold back', () =>
    given([...ab, validityChangeOpened('b')])
      .when(remove('b'))
      .then({ wallet: [removed('b')] }));

  it('refuses a card of nobody, or of another account, and a stale version', () => {
    given(ab).when(remove('x')).thenRefused('card-unknown');
    given(ab)
      .when(remove('b', { ifVersion: 1 }))
      .thenRefused('wallet-changed', { version: 3 });
  });

  it('asks to load again when the network gave the card another number meanwhile', () =>
    given(ab)
      .when(remove('b', { fingerprint: 'digest_before' }))
      .thenRefused('wallet-changed'));

  it('D15 suspends the qualification with the last valid card', () =>
    given([onFile('a', '2024-04'), defaultCardSet('a'), onFile('b')])
      .when(remove('b'))
      .then({
        wallet: [removed('b')],
        account: [{ type: 'PostpaymentSuspended', at: NOON, data: { because: 'no-valid-card' } }],
      }));
});

describe('R40 the default can not be removed', () => {
  it('tells the cards that could become the default', () =>
    given([...ab, onFile('old', '2024-04'), onFile('bad'), cardBlocked('bad')])
      .when(remove('a'))
      .thenRefused('default-card', { cards: ['b'] }));

  it('chooses the new default and removes, at once', () =>
    given(ab, taken('a'))
      .when(remove('a', { newDefault: 'b' }))
      .then({ wallet: [chosen('b'), removed('a')], ...released('a') }));

  it('does so also when another tab made the new one the default already', () =>
    given([...ab, defaultCardSet('b')])
      .when(remove('a', { newDefault: 'b' }))
      .then({ wallet: [removed('a')] }));

  it.each([
    ['itself', 'a', 'default-card'],
    ['an expired card', 'old', 'card-expired'],
    ['a blocked card', 'bad', 'card-blocked'],
    ['a card of nobody', 'x', 'card-unknown'],
  ])('refuses %s as the new default, and removes nothing', (_what, newDefault, code) =>
    given([...ab, onFile('old', '2024-04'), onFile('bad'), cardBlocked('bad')])
      .when(remove('a', { newDefault }))
      .thenRefused(code),
  );

  it('racing set-default: the card that became the default meanwhile stays', () =>
    given([...ab, defaultCardSet('b')])
      .when(remove('b'))
      .thenRefused('default-card', { cards: ['a'] }));
});

describe('D17 the last card', () => {
  const last = [onFile('a'), defaultCardSet('a')];

  it('stays, unless the qualification is given up', () => given(last).when(remove('a')).thenRefused('last-card'));

  it('goes with the right to pay later, as an explicit step', () =>
    given(last, taken('a'))
      .when(remove('a', { giveUpPostpayment: true }))
      .then({
        wallet: [removed('a', 'postpayment-given-up')],
        account: [{ type: 'PostpaymentGivenUp', at: NOON, data: { cardId: 'a' } }],
        ...released('a'),
      }));

  it('stays while anything is owed', () => {
    const owing = (debts: Partial<WalletWorld['debts']>) => ({
      ...initialWalletWorld,
      debts: { ...noDebts, ...debts },
    });
    given(last, {}, owing({ unpaidBills: ['bill_1'] }))
      .when(remove('a', { giveUpPostpayment: true }))
      .thenRefused('bill-unpaid', { bills: ['bill_1'] });
    given(last, {}, owing({ hasUnbilledCharges: true }))
      .when(remove('a', { giveUpPostpayment: true }))
      .thenRefused('charges-unbilled');
  });

  it('is not the last while another is on file, valid or not', () =>
    given([...last, onFile('old', '2024-04')])
      .when(remove('a', { giveUpPostpayment: true }))
      .thenRefused('default-card', { cards: [] }));
});
