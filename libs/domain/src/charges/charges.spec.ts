import { later } from '../instant';
import { checkCharge } from './check';
import type { ChargesEvent, ChargeToRecord } from './events';
import { priceCharges } from './price';
import { answerCharges, recordCharges } from './record';
import { evolveMonthCharges, initialMonthCharges, unbilledOf, type MonthCharges } from './state';

const ZONE = 'Asia/Shanghai';
const NOW = '2024-06-15T00:00:00.000Z';
const charge = (about: Partial<ChargeToRecord> = {}): ChargeToRecord => ({
  ...{ accountId: 'acc_1', chargeId: 'c1', service: 'compute', description: 'Hours' },
  ...{ amount: { currency: 'USD', minor: 250 }, incurredAt: '2024-06-10T08:00:00.000Z' },
  ...about,
});
const folded = (facts: readonly ChargesEvent[], from: MonthCharges = initialMonthCharges) =>
  facts.reduce(evolveMonthCharges, from);

describe('charge records: bad input', () => {
  it.each([
    ['an id of odd characters', { chargeId: 'a b' }, 'charge-invalid'],
    ['no service', { service: '' }, 'charge-invalid'],
    ['a blank description', { description: '   ' }, 'charge-invalid'],
    ['a currency that is not offered', { amount: { currency: 'XXX', minor: 1 } }, 'currency-not-offered'],
    ['a part of a unit', { amount: { currency: 'USD', minor: 0.5 } }, 'charge-invalid'],
    ['nothing', { amount: { currency: 'USD', minor: 0 } }, 'charge-invalid'],
    ['more than any service costs', { amount: { currency: 'USD', minor: 1_000_000_001 } }, 'charge-invalid'],
    ['more than any service costs', { amount: { currency: 'IDR', minor: 20_000_000_000_000 } }, 'charge-invalid'],
    ['no time', { incurredAt: 'yesterday' }, 'charge-invalid'],
    ['a time to come', { incurredAt: later(NOW, 6 * 60_000) }, 'charge-in-future'],
    ['a month that is closed', { incurredAt: '2024-03-31T15:59:59.000Z' }, 'charge-too-old'],
  ])('%s is refused with a code', (_what, about, code) => {
    expect(() => checkCharge(charge(about), NOW, ZONE)).toThrow(expect.objectContaining({ code }) as Error);
  });

  it.each([
    ['a metering clock that is a little ahead', { incurredAt: later(NOW, 4 * 60_000) }],
    ['a late record of the month before the last, by the billing zone', { incurredAt: '2024-03-31T16:00:00.000Z' }],
    ['700 dollars in rupiah', { amount: { currency: 'IDR', minor: 1_136_380_000 } }],
    ['three thousand dollars in pesos', { amount: { currency: 'COP', minor: 1_230_000_000 } }],
    ['a correction below zero', { amount: { currency: 'USD', minor: -250 } }],
  ])('R30a %s is taken', (_what, about) => {
    expect(() => checkCharge(charge(about), NOW, ZONE)).not.toThrow();
  });
});

describe('charge records: once each', () => {
  it('a batch may be sent again, also with itself in it twice', () => {
    const first = recordCharges([charge(), charge(), charge({ chargeId: 'c2' })], initialMonthCharges, NOW);
    expect(first).toHaveLength(2);
    expect(recordCharges([charge()], folded(first), NOW)).toStrictEqual([]);
  });

  it('an id that stands for another expense is refused; the same is known', () => {
    const month = folded(recordCharges([charge()], initialMonthCharges, NOW));
    const other = charge({ amount: { currency: 'USD', minor: 999 } });
    expect(answerCharges([charge(), other], new Set(), month)).toStrictEqual([
      { chargeId: 'c1', outcome: 'known' },
      { chargeId: 'c1', outcome: 'refused', code: 'charge-differs' },
    ]);
  });
});

describe('what a bill makes of charges', () => {
  const month = folded(
    recordCharges(
      [
        charge(),
        charge({ chargeId: 'c2', amount: { currency: 'USD', minor: 50 } }),
        charge({ chargeId: 'c3', service: 'storage', amount: { currency: 'EUR', minor: 90 } }),
      ],
      initialMonthCharges,
      NOW,
    ),
  );
  const euro = { from: 'USD', to: 'EUR', rate: '0.9', asOf: NOW, source: 'spec' } as const;
  const price = (months = [{ month: '2024-06', charges: month }], rates = {}, period = '2024-06') =>
    priceCharges(months, { period, currency: 'USD', rates });

  it('lines by month and service, each converted on its own; taken up to the last record', () => {
    expect(price(undefined, { EUR: euro })).toMatchObject({
      lines: [
        { service: 'compute', records: 2, billed: { minor: 300 } },
        {
          service: 'storage',
          records: 1,
          amount: { currency: 'EUR', minor: 90 },
          billed: { currency: 'USD', minor: 100 },
        },
      ],
      total: { currency: 'USD', minor: 400 },
      taken: [{ month: '2024-06', through: 2, records: 3 }],
    });
  });

  it.each([
    [[1_234, -18], [1_230, -20], 1_210], // to the nearest, half away from zero
    [[1_235], [1_240], 1_240],
    [[4], [0], 0],
  ])('R24 lines in a currency of three digits end in 0, as gateways take it: %j', (minors, billed, total) => {
    const months = minors.map((minor, n): ChargesEvent => {
      const amount = { currency: 'KWD', minor };
      return { type: 'ChargeRecorded', at: NOW, data: charge({ chargeId: `k${n}`, service: `s${n}`, amount }) };
    });
    const charges = [{ month: '2024-06', charges: folded(months) }];
    const priced = priceCharges(charges, { period: '2024-06', currency: 'KWD', rates: {} });
    expect(priced).toMatchObject({
      lines: billed.map((minor) => ({ billed: { currency: 'KWD', minor } })),
      total: { currency: 'KWD', minor: total },
    });
    expect(priced).toMatchObject({ lines: minors.map((minor) => ({ amount: { currency: 'KWD', minor } })) });
  });

  it('asks for the rates that it lacks, and for no others', () => {
    expect(price()).toStrictEqual({ needsRates: ['EUR'] });
  });

  it('R30a what a bill has taken no other sees; what comes later is late', () => {
    const billed: ChargesEvent = {
      ...{ type: 'ChargesBilled', at: NOW },
      data: { accountId: 'acc_1', billId: 'acc_1-2024-06', through: 2, records: 3 },
    };
    const after = folded([billed], month);
    expect([...unbilledOf(after)]).toStrictEqual([]);
    const late = folded(recordCharges([charge({ chargeId: 'c4' })], after, NOW), after);
    expect(price([{ month: '2024-06', charges: late }], {}, '2024-07')).toMatchObject({
      lines: [{ month: '2024-06', late: true, records: 1 }],
      taken: [{ through: 4, records: 1 }],
    });
  });
});
