import { run } from '../../testing/door';
import { EXIT } from '../exit-codes';

const DAY = '?day=2024-05-03';
const even = { currency: 'USD', placed: 2, back: 2, open: 0, unanswered: 0, isEven: true };
const answers = (proof: readonly object[], holds: readonly object[], charges: readonly object[]) => ({
  [`GET /v1/operations/hold-totals${DAY}`]: [200, { entries: holds, proof }] as [number, unknown],
  [`GET /v1/operations/charge-totals${DAY}`]: [200, { entries: charges }] as [number, unknown],
});
const voided = { status: 'voided', currency: 'USD', holds: 2, minor: 200 };
const captured = { status: 'captured', currency: 'CLP', charges: 1, minor: 5000 };

describe('X2 onfile ledger', () => {
  it('shows what was held and charged on a day, and that all of it has gone back', async () => {
    const { code, out, asked } = await run(['ledger', '2024-05-03'], answers([even], [voided], [captured]));
    expect(code).toBe(EXIT.fine);
    expect(out).toMatch(/hold +voided +2 +USD 200\n.*charge +captured +1 +CLP 5000/);
    expect(out).toMatch(/USD +2 +2 +0 +0 +even/);
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['one has not gone back', { open: 1, back: 1, isEven: false }],
    ['the bank has not answered', { unanswered: 1, isEven: false }],
  ])('exits with 1 while %s', async (_, uneven) => {
    const { code, out } = await run(['ledger', '2024-05-03'], answers([{ ...even, ...uneven }], [voided], []));
    expect([code, out]).toStrictEqual([EXIT.notWell, expect.stringContaining('NOT EVEN')]);
  });

  it('says so of a day without any', async () => {
    const { code, out } = await run(['ledger', '2024-05-03'], answers([], [], []));
    expect([code, out]).toStrictEqual([EXIT.fine, 'Nothing was asked of a card on 2024-05-03.']);
  });

  it('tells scripts all of it', async () => {
    const { out } = await run(['ledger', '2024-05-03', '--json'], answers([even], [voided], []));
    expect(JSON.parse(out)).toStrictEqual({ holds: { entries: [voided], proof: [even] }, charges: { entries: [] } });
  });
});
