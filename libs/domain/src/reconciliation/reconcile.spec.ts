import { chanceFrom } from '@onfile/testing';
import { type Finding, type OwnMovement, readSettlementFile, reconcile, type SettledLine } from './reconcile';

const LINES = 10_000;
const chance = chanceFrom(14);
const own: OwnMovement[] = Array.from({ length: LINES }, (_, n) => ({
  key: n % 20 === 19 ? `acc_${n}-2024-05/1/void/1` : `acc_${n}-2024-05/1`,
  operation: n % 20 === 19 ? 'void' : 'charge',
  currency: 'USD',
  minor: chance.between(1, 100_000),
}));
const file: SettledLine[] = own.map((one, n) => ({ ...one, id: `charge_${n}` }));

/** Each kind of error, planted into some line of a file that agreed. */
const PLANTS: readonly ((lines: SettledLine[], at: number) => Finding)[] = [
  (lines, at) => ({ what: 'missing-at-bank', key: lines.splice(at, 1)[0]!.key }),
  (lines, at) => {
    lines.splice(at, 0, { key: `x${at}-2024-05/1`, operation: 'charge', id: 'charge_x', currency: 'USD', minor: 5 });
    return { what: 'unknown-to-us', key: `x${at}-2024-05/1` };
  },
  (lines, at) => {
    lines.splice(at, 0, { key: `x${at}/void/9`, operation: 'void', id: 'charge_x', currency: 'USD', minor: 5 });
    return { what: 'return-unknown-to-us', key: `x${at}/void/9` };
  },
  (lines, at) => {
    lines.splice(at, 0, lines[at]!);
    return { what: 'twice-at-bank', key: lines[at]!.key };
  },
  (lines, at) => plant(lines, at, 'amount-differs', ({ minor }) => ({ minor: minor + 1 })),
  (lines, at) => plant(lines, at, 'currency-differs', () => ({ currency: 'EUR' })),
  (lines, at) => plant(lines, at, 'operation-differs', () => ({ operation: 'refund' })),
];

function plant(
  lines: SettledLine[],
  at: number,
  what: Finding['what'],
  change: (line: SettledLine) => Partial<SettledLine>,
): Finding {
  const line = lines[at]!;
  lines[at] = { ...line, ...change(line) };
  return { what, key: line.key };
}

const sorted = (findings: readonly Finding[]) => findings.map(({ what, key }) => `${what} ${key}`).sort();

describe('Q14 reconciliation with the settlement file of the bank', () => {
  it('a file of 10,000 lines that agrees has no findings', () => expect(reconcile(file, own)).toStrictEqual([]));

  it.each([1, 2, 3])('finds exactly what was planted, of seven kinds (seed %i)', (seed) => {
    const throws = chanceFrom(seed);
    const lines = [...file];
    const planted = new Map<string, Finding>();
    // Far apart, so that no plant touches the line of another.
    PLANTS.forEach((sow, kind) => {
      for (let n = 0; n < 3; n += 1) {
        const finding = sow(lines, (kind * 3 + n) * 400 + throws.between(10, 300));
        planted.set(finding.key, finding);
      }
    });
    expect(sorted(reconcile(lines, own))).toStrictEqual(sorted([...planted.values()]));
    expect(planted.size).toBe(21);
  });

  it('reads the file of the bank, and refuses what is none', () => {
    const head = 'key,operation,id,currency,minor,status,at\r\n';
    const text = `${head}acc-2024-05/1,charge,charge_1,USD,1234,captured,2024-06-03T00:00:00.000Z\r\n`;
    expect(readSettlementFile(text)).toStrictEqual([
      { key: 'acc-2024-05/1', operation: 'charge', id: 'charge_1', currency: 'USD', minor: 1_234 },
    ]);
    expect(() => readSettlementFile(`${text}not a line\r\n`)).toThrow('line 3');
  });
});
