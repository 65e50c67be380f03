import { currencies } from '@onfile/domain';
import { chosenRates } from '@onfile/gateways';
import { join } from 'node:path';

const rates = chosenRates({ file: join(__dirname, '../../local/rates.json') });

describe('the rates file of the local stack', () => {
  it('R19 has a rate to every currency on offer', async () => {
    const taken = await Promise.all(currencies.map(({ code }) => rates.rateTo(code)));
    expect(taken).toHaveLength(currencies.length);
    taken.forEach((each, index) => {
      expect(each).toMatchObject({ from: 'USD', to: currencies[index]?.code });
      expect(Number(each?.rate)).toBeGreaterThan(0);
    });
  });
});
