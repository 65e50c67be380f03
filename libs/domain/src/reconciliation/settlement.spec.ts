import { evolveSettlement, initialSettlement, noteSettlement } from './settlement';

const AT = '2024-06-04T06:00:00.000Z';
const day = '2024-06-03';
const missing = { what: 'missing-at-bank', key: 'acc_1-2024-05/1' } as const;

describe('X2 what a settlement file came to', () => {
  it('is noted with each disagreement, once', () => {
    const facts = noteSettlement({ day, lines: 2, findings: [missing] }, initialSettlement, AT);
    expect(facts.map(({ type }) => type)).toStrictEqual(['SettlementDisagreed', 'SettlementCompared']);
    const after = facts.reduce(evolveSettlement, initialSettlement);
    expect(noteSettlement({ day, lines: 2, findings: [missing] }, after, AT)).toStrictEqual([]);
  });

  it('that came right later is noted without it; what was found stays on record', () => {
    const before = noteSettlement({ day, lines: 2, findings: [missing] }, initialSettlement, AT);
    const after = before.reduce(evolveSettlement, initialSettlement);
    const again = noteSettlement({ day, lines: 3, findings: [] }, after, AT);
    expect(again).toStrictEqual([{ type: 'SettlementCompared', at: AT, data: { day, lines: 3, findings: 0 } }]);
    expect(again.reduce(evolveSettlement, after).found).toStrictEqual([missing]);
  });

  it('that disagrees as a whole is told by its number', () => {
    const findings = Array.from({ length: 5_000 }, (_, n) => ({ ...missing, key: `k/${n}` }));
    expect(noteSettlement({ day, lines: 0, findings }, initialSettlement, AT)).toHaveLength(1_001);
  });
});
