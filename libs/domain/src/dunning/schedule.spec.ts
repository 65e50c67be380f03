import { defaultBillingPolicy } from '../bill/policy';
import { later } from '../instant';
import { stepAfterFailedRound } from './schedule';

const DAY = 24 * 3_600_000;
const OVERDUE = '2024-06-02T19:00:00.000Z';
const after = (days: number, cardsFromDays?: number) =>
  stepAfterFailedRound(defaultBillingPolicy.dunning, {
    ...{ overdueAt: OVERDUE, at: later(OVERDUE, days * DAY) },
    ...(cardsFromDays !== undefined && { cardsFrom: later(OVERDUE, cardsFromDays * DAY) }),
  });

describe('D14 what follows a round that failed', () => {
  it.each([
    [0, 1],
    [1, 3],
    [2, 3],
    [3, 5],
    [6.9, 7],
  ])('on day %d the next round is on day %d', (day, next) => {
    expect(after(day)).toStrictEqual({ step: 'round', at: later(OVERDUE, next * DAY) });
  });

  it('after the last one services are restricted', () => expect(after(7)).toStrictEqual({ step: 'restrict' }));

  it('the bank’s own time wins where it is later, not where it is earlier', () => {
    expect(after(0, 4)).toStrictEqual({ step: 'round', at: later(OVERDUE, 4 * DAY) });
    expect(after(1, 2)).toStrictEqual({ step: 'round', at: later(OVERDUE, 3 * DAY) });
  });
});
