import fc from 'fast-check';
import type { BillNumbersEvent } from './events';
import { evolveBillNumbers, initialBillNumbers, numbersOf, reserveNumbers, voidNumber } from './numbers';

const AT = '2024-06-02T19:00:00.000Z';

describe('R30a the numbers of a year', () => {
  it('have no gap and no number twice, however blocks are taken', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: 20 }), (sizes) => {
        const facts: BillNumbersEvent[] = [];
        let state = initialBillNumbers;
        sizes.forEach((size, block) => {
          const bills = Array.from({ length: size }, (_, n) => `acc_${block}_${n}-2024-05`);
          for (const fact of reserveNumbers(bills, state, AT)) {
            facts.push(fact);
            state = evolveBillNumbers(state, fact);
          }
        });
        const given = [...numbersOf('2024', facts).values()];
        const total = sizes.reduce((sum, size) => sum + size, 0);
        expect(given).toStrictEqual(Array.from({ length: total }, (_, n) => `2024-${String(n + 1).padStart(8, '0')}`));
      }),
    );
  });

  it('a block for nobody is none', () => expect(reserveNumbers([], initialBillNumbers, AT)).toStrictEqual([]));

  it('a number is told to be void once, with the reason', () => {
    const given = { number: '2024-00000001', billId: 'acc_1-2024-05', why: 'not-issued' } as const;
    const facts = voidNumber(given, initialBillNumbers, AT);
    expect(facts).toStrictEqual([{ type: 'BillNumberVoided', at: AT, data: given }]);
    expect(voidNumber(given, facts.reduce(evolveBillNumbers, initialBillNumbers), AT)).toStrictEqual([]);
  });
});
