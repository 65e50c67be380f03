import { journeyClosed, journeyOpened } from '../fixtures';
import { evolveAccount, initialAccount } from './state';

describe('evolveAccount', () => {
  it('R6 holds one journey open until that one closes', () => {
    const open = evolveAccount(initialAccount, journeyOpened('j1'));
    expect(open.openJourney).toBe('j1');
    expect(evolveAccount(open, journeyClosed('j0', 'abandoned')).openJourney).toBe('j1');
    expect(evolveAccount(open, journeyClosed('j1', 'abandoned')).openJourney).toBeUndefined();
  });
});
