import { specify } from '@onfile/testing';
import type { AccountEvent } from '../account/events';
import type { CardSummary } from '../card';
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
} from '../fixtures';
import type { WalletCommandOf } from './commands';
import { decideWallet } from './decide';
import type { WalletEvent } from './events';
import { evolveWalletWorld, initialWalletWorld, type WalletWrites } from './world';

const wallets = specify({ decide: decideWallet, evolve: evolveWalletWorld, initial: initialWalletWorld }, NOON);
const given = (wallet: WalletEvent[], others: WalletWrites = {}) =>
  wallets.given({ wallet, account: [accountRegistered()], ...others });
const told = (card: Partial<CardSummary>): WalletCommandOf<'UpdateCard'> => ({
  type: 'UpdateCard',
  token: 'tok_a',
  card: cardOf('a', { token: 'tok_new', ...card }),
  fingerprint: 'digest_a',
  billingZone: BILLING_ZONE,
});
const updated = (card: Partial<CardSummary>, expiry = '2030-12'): WalletEvent => ({
  type: 'CardUpdated',
  at: NOON,
  data: {
    accountId: ACCOUNT,
    cardId: 'a',
    card: cardOf('a', { token: 'tok_new', ...card }),
    replaced: { token: 'tok_a', expiry, last4: '4242' },
  },
});
const a = [onFile('a'), defaultCardSet('a')];
const unblocked: WalletEvent = {
  type: 'CardUnblocked',
  at: NOON,
  data: { accountId: ACCOUNT, cardId: 'a', because: 'updated-by-network' },
};

describe('the card network tells of new card data', () => {
  it('a new date: both values stay in the history', () =>
    given(a)
      .when(told({ expiry: '2034-01' }))
      .then({ wallet: [updated({ expiry: '2034-01' })] }));

  it('a new number: the old one is free, the new one is taken, in the same append (D16)', () => {
    const card = { last4: '1111', fingerprint: 'digest_new' };
    const data = { accountId: ACCOUNT, cardId: 'a' };
    given(a)
      .when(told(card))
      .then({
        wallet: [updated(card)],
        fingerprint: [{ type: 'FingerprintReleased', at: NOON, data }],
        newFingerprint: [{ type: 'FingerprintTaken', at: NOON, data }],
      });
  });

  it('twice is once', () =>
    given([...a, updated({ expiry: '2034-01' })])
      .when(told({ expiry: '2034-01' }))
      .thenNothing());

  it('says nothing of a card that is gone, or of nobody', () => {
    given([...a, cardRemoved('a')])
      .when(told({ expiry: '2034-01' }))
      .thenNothing();
    given([])
      .when(told({ expiry: '2034-01' }))
      .thenNothing();
  });

  it('D16 does not take a number that another account holds', () =>
    given(a, {
      newFingerprint: [{ type: 'FingerprintTaken', at: NOON, data: { accountId: OTHER_ACCOUNT, cardId: 'theirs' } }],
    })
      .when(told({ fingerprint: 'digest_new' }))
      .thenNothing());

  it('unblocks a card; one that is blocked for good only under a new number', () => {
    const redated = { expiry: '2034-01' };
    given([...a, cardBlocked('a')])
      .when(told(redated))
      .then({ wallet: [updated(redated), unblocked] });
    given([...a, cardBlocked('a', true)])
      .when(told(redated))
      .then({ wallet: [updated(redated)] });
    const data = { accountId: ACCOUNT, cardId: 'a' };
    const renumbered = { fingerprint: 'digest_new' };
    given([...a, cardBlocked('a', true)])
      .when(told(renumbered))
      .then({
        wallet: [updated(renumbered), unblocked],
        fingerprint: [{ type: 'FingerprintReleased', at: NOON, data }],
        newFingerprint: [{ type: 'FingerprintTaken', at: NOON, data }],
      });
  });

  it('D15 restores the qualification with its card', () => {
    const account: AccountEvent[] = [
      accountRegistered(),
      { type: 'PostpaymentGranted', at: NOON, data: { cardId: 'a', journeyId: 'j' } },
      { type: 'PostpaymentSuspended', at: NOON, data: { because: 'no-valid-card' } },
    ];
    given([onFile('a', '2024-04'), defaultCardSet('a')], { account })
      .when(told({ expiry: '2034-01' }))
      .then({
        wallet: [updated({ expiry: '2034-01' }, '2024-04')],
        account: [{ type: 'PostpaymentRestored', at: NOON, data: { cardId: 'a' } }],
      });
  });

  it('asks to load again when the number was changed meanwhile', () =>
    given(a)
      .when({ ...told({ expiry: '2034-01' }), fingerprint: 'digest_before' })
      .thenRefused('wallet-changed'));
});
