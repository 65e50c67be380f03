import { isExpired } from './card-expiry';

describe('isExpired', () => {
  it('R21 a card is good to the last day of its month, by the calendar of the zone', () => {
    expect(isExpired('2024-02', '2024-02-29T15:59:59.999Z', 'Asia/Shanghai')).toBe(false);
    expect(isExpired('2024-02', '2024-02-29T16:00:00.000Z', 'Asia/Shanghai')).toBe(true);
    expect(isExpired('2024-02', '2024-02-29T16:00:00.000Z', 'UTC')).toBe(false);
    expect(isExpired('2024-02', '2024-03-01T02:59:59.999Z', 'America/Santiago')).toBe(false);
    expect(isExpired('2024-12', '2025-01-01T00:00:00.000Z', 'UTC')).toBe(true);
    expect(isExpired('2025-01', '2024-12-31T23:59:59.999Z', 'UTC')).toBe(false);
  });

  it.each(['', '2030-00', '2030-13', '12/30', '2030-1', '2030-12-01'])('R21 %p is no month', (expiry) =>
    expect(isExpired(expiry, '2024-01-01T00:00:00.000Z', 'UTC')).toBe(true),
  );

  it('an unknown zone is a mistake in the settings', () =>
    expect(() => isExpired('2030-12', '2024-01-01T00:00:00.000Z', 'Mars/Olympus')).toThrow(RangeError));
});
