import { later, monthIn } from '../instant';
import { dueAt, duePeriod, instantIn, isPeriod, monthsBefore } from './period';

/** Q17: zones around whose clock changes the third must come once a month. */
const ZONES = [
  ...['America/Santiago', 'America/Havana', 'America/New_York', 'Australia/Sydney', 'Pacific/Auckland'],
  ...['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Shanghai'],
];
const HOUR = 3_600_000;
const months = Array.from({ length: 24 }, (_, n) => monthsBefore('2027-01', -n));

/** The hours at which the clocks of a zone show `hour` to `hour` + 2 on a third: when the schedule fires. */
function firings(zone: string, month: string, hour: number): string[] {
  const clock = new Intl.DateTimeFormat('en-US', {
    ...({ timeZone: zone, hourCycle: 'h23', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const),
  });
  const fired: string[] = [];
  const from = Date.parse(`${month}-02T00:00:00.000Z`) - 24 * HOUR;
  for (let at = from; at < from + 96 * HOUR; at += HOUR / 4) {
    const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const isHour = parts['hour']! >= hour && parts['hour']! < hour + 3 && parts['minute'] === 0;
    if (parts['day'] === 3 && isHour) fired.push(new Date(at).toISOString());
  }
  return fired;
}

describe('the third of the month', () => {
  it('D9 is 03:00 in the billing zone', () =>
    expect(dueAt('2024-05', { zone: 'Asia/Shanghai', dayOfMonth: 3, hour: 3 })).toBe('2024-06-02T19:00:00.000Z'));

  it('D9 where clocks skip the hour it is the first one after it', () => {
    // Santiago's clocks go from 23:59:59 of the second to 01:00 of the third.
    expect(instantIn('America/Santiago', '2028-09-03', 0)).toBe('2028-09-03T04:00:00.000Z');
    expect(instantIn('America/Santiago', '2028-09-03', 3)).toBe('2028-09-03T06:00:00.000Z');
  });

  it('D9 where clocks show the hour twice it is the first one', () =>
    expect(instantIn('America/New_York', '2024-11-03', 1)).toBe('2024-11-03T05:00:00.000Z'));

  describe.each(ZONES)('Q17 in %s, for 24 months', (zone) => {
    it.each([0, 1, 2, 3, 12])('at %i:00: each month is run once, never before the local third', (hour) => {
      const due = { zone, dayOfMonth: 3, hour };
      const ran: string[] = [];
      for (const month of months) {
        for (const at of firings(zone, month, hour)) {
          const period = monthsBefore(monthIn(zone, at), 1);
          if (at < dueAt(period, due)) continue; // comes again within the hours of the third
          if (!ran.includes(period)) ran.push(period);
        }
        expect(monthIn(zone, dueAt(monthsBefore(month, 1), due))).toBe(month);
      }
      expect(ran).toStrictEqual(months.map((month) => monthsBefore(month, 1)));
    });

    it('Q17 each instant belongs to one month, which is due in the next', () => {
      const due = { zone, dayOfMonth: 3, hour: 3 };
      for (const month of months) {
        const at = dueAt(month, due);
        expect(duePeriod(at, due)).toBe(month);
        expect(duePeriod(later(at, -1), due)).toBe(monthsBefore(month, 1));
      }
    });
  });

  it('knows a month when it sees one', () => {
    expect(['2024-05', '1999-12'].map(isPeriod)).toStrictEqual([true, true]);
    const none = ['2024-13', '2024-5', 'no', '2024-00', '0000-01', '9999-12'];
    expect(none.filter(isPeriod)).toStrictEqual([]);
    expect([monthsBefore('2024-01', 1), monthsBefore('2024-12', -1), monthsBefore('2024-05', 17)]).toStrictEqual([
      '2023-12',
      '2025-01',
      '2022-12',
    ]);
  });
});
