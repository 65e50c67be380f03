import type { WalletEvent } from '@onfile/domain';
import { cardOf } from '@onfile/domain/fixtures';
import { asLog, clock, journeyStory, play } from '../../testing';
import { paymentMethods } from './projection';
import type { PaymentMethodsRow } from './table';

const at = clock(() => 0.5);

describe('payment methods', () => {
  it('D6 keeps cards in order of adding, and the default apart', () => {
    const told = ['j1', 'j2'].flatMap((id) => journeyStory('acc', id, 'succeeded', at));
    const [row] = play(paymentMethods, asLog(told)) as PaymentMethodsRow[];
    expect(row?.cards.map((card) => card.cardId)).toStrictEqual(['card_j1', 'card_j2']);
    expect(row?.defaultCardId).toBe('card_j2');
    expect(row?.revisions).toStrictEqual({ 'wallet-acc': 3 });
  });

  it('has nothing of a journey that failed', () => {
    expect(play(paymentMethods, asLog(journeyStory('acc', 'j1', 'declined', at)))).toStrictEqual([]);
  });

  it('R34–40 follows order, block, change, removal, and counts what a customer can see', () => {
    const told = ['j1', 'j2'].flatMap((id) => journeyStory('acc', id, 'succeeded', at));
    const stream = 'wallet-acc';
    const [a, b] = ['card_j1', 'card_j2'];
    const card = cardOf('renewed', { expiry: '2033-01' });
    const replaced = { token: 'tok', expiry: '2030-12', last4: '4242' };
    const owner = { accountId: 'acc' };
    const facts: WalletEvent[] = [
      { type: 'CardsReordered', at: at(), data: { order: [b!, a!] } },
      { type: 'CardBlocked', at: at(), data: { ...owner, cardId: a!, group: 'refused', forGood: true, of: 'bill' } },
      { type: 'ValidityChangeOpened', at: at(), data: { cardId: b!, changeId: 'vch_1' } },
      { type: 'CardExpiryWarned', at: at(), data: { ...owner, cardId: b!, expiry: '2030-12', daysBefore: 60 } },
    ];
    const row = (...more: WalletEvent[]) =>
      play(
        paymentMethods,
        asLog([...told, ...[...facts, ...more].map((fact) => ({ stream, fact }))]),
      )[0] as PaymentMethodsRow;
    expect(row()).toMatchObject({
      version: 6,
      cards: [
        { cardId: b, validityChangeId: 'vch_1' },
        { cardId: a, blocked: { group: 'refused', forGood: true } },
      ],
    });
    const after = row(
      { type: 'CardValidityChanged', at: at(), data: { ...owner, cardId: b!, changeId: 'vch_1', card, replaced } },
      {
        type: 'ValidityChangeClosed',
        at: at(),
        data: { cardId: b!, changeId: 'vch_1', outcome: 'succeeded', countsAsFailure: false },
      },
      { type: 'CardUnblocked', at: at(), data: { ...owner, cardId: a!, because: 'verified-anew' } },
      { type: 'CardRemoved', at: at(), data: { ...owner, cardId: b!, card, because: 'asked' } },
    );
    expect(after).toMatchObject({ version: 9, defaultCardId: null, cards: [{ cardId: a }] });
    expect(after.cards[0]).not.toHaveProperty('blocked');
    expect(JSON.stringify(after)).not.toMatch(/tok_|digest_/);
  });

  it('puts aside a default that is none of its cards', () => {
    const fact = { type: 'DefaultCardSet', at: at(), data: { cardId: 'other', because: 'chosen' } } as const;
    expect(() => play(paymentMethods, asLog([{ stream: 'wallet-acc', fact }]))).toThrow(
      'DefaultCardSet without its card',
    );
  });
});
