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

  it('puts aside a default that is none of its cards', () => {
    const fact = { type: 'DefaultCardSet', at: at(), data: { cardId: 'other', because: 'chosen' } } as const;
    expect(() => play(paymentMethods, asLog([{ stream: 'wallet-acc', fact }]))).toThrow(
      'DefaultCardSet without its card',
    );
  });
});
