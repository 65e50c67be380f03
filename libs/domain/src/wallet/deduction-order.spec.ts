import { afterNoon, cardAdded, DAY, defaultCardSet, NOON, VISA } from '../fixtures';
import { ACCOUNT } from '../fixtures/accounts';
import { deductionOrder, hasValidCard } from './deduction-order';
import type { WalletEvent } from './events';
import { evolveWallet, initialWallet } from './state';

const ZONE = 'Asia/Shanghai';
const walletOf = (...facts: WalletEvent[]) => facts.reduce(evolveWallet, initialWallet);
const card = (cardId: string, expiry = '2030-12') =>
  cardAdded(cardId, { ...VISA, token: `tok_${cardId}`, fingerprint: `digest_${cardId}`, expiry });
const blocked = (cardId: string): WalletEvent => ({
  type: 'CardBlocked',
  at: NOON,
  data: { accountId: ACCOUNT, cardId, group: 'refused', forGood: true, of: 'bill_1' },
});
const removed = (cardId: string): WalletEvent => ({
  type: 'CardRemoved',
  at: NOON,
  data: { accountId: ACCOUNT, cardId, card: VISA, because: 'asked' },
});
const ids = (...facts: WalletEvent[]) =>
  deductionOrder(walletOf(...facts), NOON, ZONE).map(
    ({ held, skipped }) => `${held.cardId}${skipped ? `: ${skipped}` : ''}`,
  );
const three = [card('a'), defaultCardSet('a'), card('b'), card('c')];

describe('the order of deductions', () => {
  it('R35 tries the default first, then the others; D6 in the order of adding', () => {
    expect(ids(...three)).toStrictEqual(['a', 'b', 'c']);
    expect(ids(...three, defaultCardSet('c'))).toStrictEqual(['c', 'a', 'b']);
  });

  it('D6 follows the sequence that the customer chose', () =>
    expect(
      ids(...three, { type: 'CardsReordered', at: NOON, data: { order: ['a', 'c', 'b'] } }, card('d')),
    ).toStrictEqual(['a', 'c', 'b', 'd']));

  it('R36 tells of each card why it is skipped', () => {
    expect(ids(card('a', '2024-04'), defaultCardSet('a'), card('b'), card('c'), blocked('b'))).toStrictEqual([
      'a: expired',
      'b: blocked',
      'c',
    ]);
  });

  it('R36 has no card that was removed', () => expect(ids(...three, removed('b'))).toStrictEqual(['a', 'c']));

  it('R36 is of the moment of trying: a card is good to the last day of its month in the billing zone', () => {
    const wallet = walletOf(card('a', '2024-05'), defaultCardSet('a'));
    const shanghaiMidnight = '2024-05-31T16:00:00.000Z';
    expect(deductionOrder(wallet, '2024-05-31T15:59:59.999Z', ZONE)[0]?.skipped).toBeUndefined();
    expect(deductionOrder(wallet, shanghaiMidnight, ZONE)[0]?.skipped).toBe('expired');
    expect(deductionOrder(wallet, shanghaiMidnight, 'America/New_York')[0]?.skipped).toBeUndefined();
  });

  it('D15 knows when no card is left to try', () => {
    expect(hasValidCard(walletOf(), NOON, ZONE)).toBe(false);
    expect(hasValidCard(walletOf(...three), NOON, ZONE)).toBe(true);
    expect(hasValidCard(walletOf(card('a', '2024-05')), afterNoon(30 * DAY), ZONE)).toBe(false);
    expect(hasValidCard(walletOf(card('a'), blocked('a')), NOON, ZONE)).toBe(false);
  });
});
