import type { WalletEvent } from '@onfile/domain';
import { cardBlocked, cardOf, cardRemoved, defaultCardSet } from '@onfile/domain/fixtures';
import type { Followed } from '@onfile/event-log';
import { reactionsTo } from './reactions';

const followed = (fact: { type: string; data: unknown }, stream = 'wallet-acc_1'): Followed =>
  ({ id: 'event-1', stream, revision: 0, position: '1', type: fact.type, fact }) as unknown as Followed;
const ids = (fact: { type: string; data: unknown }, stream?: string) =>
  reactionsTo(followed(fact, stream)).map(({ workflowId }) => workflowId);
const changed: WalletEvent = {
  type: 'CardValidityChanged',
  at: '2024-05-10T12:00:00.000Z',
  data: {
    accountId: 'acc_1',
    cardId: 'a',
    changeId: 'vch_1',
    card: cardOf('a'),
    replaced: { token: 'tok_old', expiry: '2024-04', last4: '4242' },
  },
};

describe('what follows from facts about cards on file', () => {
  it('R39 a removal is told, and the token goes, once a card', () => {
    expect(ids(cardRemoved('a'))).toStrictEqual(['notice/event-1', 'cardRemoval/a']);
    expect(reactionsTo(followed(cardRemoved('a')))[1]).toMatchObject({
      args: [{ accountId: 'acc_1', cardId: 'a', token: 'tok_a' }],
    });
  });

  it('R37 a change is told, and the token that it replaced goes', () => {
    expect(ids(changed).slice(0, 2)).toStrictEqual(['notice/event-1', 'cardRemoval/a/event-1']);
    expect(reactionsTo(followed(changed))[1]).toMatchObject({ args: [{ token: 'tok_old' }] });
  });

  it('D15 a block is told, and what is left is looked at', () =>
    expect(ids(cardBlocked('a'))).toStrictEqual(['notice/event-1', 'cardReview/event-1']));

  it('a default that the customer chose is told; the first card is told of as such', () => {
    const chosen = { type: 'DefaultCardSet', data: { cardId: 'a', because: 'chosen' } };
    expect(ids(chosen)).toContain('notice/event-1');
    expect(ids(defaultCardSet('a'))).not.toContain('notice/event-1');
  });

  it.each(['PostpaymentSuspended', 'PostpaymentRestored', 'PostpaymentGivenUp', 'CurrencyChosen'])(
    '%s is told',
    (type) => expect(ids({ type, data: {} }, 'account-acc_1')).toContain('notice/event-1'),
  );
});
