import { evidencePack, type EvidencePack } from '@onfile/domain/evidence';
import { billRecording, onFile } from '@onfile/domain/fixtures';
import type { Recording } from '@onfile/domain/what-if';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../testing/door';
import { EXIT } from '../exit-codes';

const hashOf = (content: string): string => createHash('sha256').update(content).digest('base64url');
const recording: Recording = billRecording([onFile('a'), onFile('b')], (cardId) =>
  cardId === 'a' ? { outcome: 'declined', networkCode: '51' } : { outcome: 'captured', chargeId: 'ch_1' },
);
const BILL = recording.id;
const about = { kind: 'bill', id: BILL, accountId: 'acc_1' } as const;
const pack = evidencePack(about, recording.facts, recording.until, hashOf);
const RECORDED = { [`GET /v1/operations/bills/${BILL}/recording`]: [200, recording] as [number, unknown] };
const PACKED = { [`GET /v1/operations/bills/${BILL}/evidence`]: [200, pack] as [number, unknown] };

describe('the commands that look back', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'onfile-back-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const file = (name: string): string => join(folder, name);

  it('X5 a shadow by the same rules is as it was recorded', async () => {
    const { code, out } = await run(['shadow', 'bill', BILL], RECORDED);
    expect([code, out]).toStrictEqual([EXIT.fine, expect.stringContaining('is as it was recorded')]);
  });

  it('X5 shows the facts that would be different, asks the api for nothing but the recording, and exits with 1', async () => {
    const { code, out, asked } = await run(['shadow', 'bill', BILL, '--order', 'reversed'], RECORDED);
    expect(code).toBe(EXIT.notWell);
    expect(out).toMatch(/^bill acc_1-2024-05: \d of \d facts would be different/);
    expect(out).toMatch(/\n-\s+CardChargeDeclined\s+card a, networkCode 51/);
    expect(asked.map(({ line }) => line)).toStrictEqual([`GET /v1/operations/bills/${BILL}/recording`]);
  });

  it('X5 a recording can be kept and run anew without the api, by the rules of another build too', async () => {
    await run(['shadow', 'bill', BILL, '--save', file('r.json')], RECORDED);
    const again = await run(['shadow', 'bill', '--recording', file('r.json'), '--json']);
    expect([again.code, again.asked]).toStrictEqual([EXIT.fine, []]);
    await writeFile(
      file('rules.js'),
      'exports.shadow = ({ id }) => ({ kind: "bill", id, lines: [{}], differences: 1, refused: [], assumed: 0 });',
    );
    const other = await run(['shadow', 'bill', '--recording', file('r.json'), '--code', file('rules.js'), '--json']);
    expect([other.code, (JSON.parse(other.out) as { lines: unknown[] }).lines]).toStrictEqual([EXIT.notWell, [{}]]);
  });

  it('X7 what --policy says of other settings of a group stays beside the options', async () => {
    const policy = { dunning: { restrictedMs: 1 }, tries: { withinMs: 2 } };
    const words = ['backtest', '2024-04', '--rounds', '2', '--most-tries', '5', '--policy', JSON.stringify(policy)];
    const { asked } = await run(words);
    const dunning = { restrictedMs: 1, roundsAfterMs: [172_800_000] };
    expect(asked[0]?.body).toStrictEqual({ period: '2024-04', policy: { dunning, tries: { withinMs: 2, most: 5 } } });
  });

  it.each([
    ['[null]', '{}'],
    ['[{}]', '{"entries":1}'],
  ])('X10 a file with entries %s is no pack of evidence', async (entries, seal) => {
    const text = `{"version":1,"about":{"kind":"bill","id":"b","accountId":"a"},"entries":${entries},"seal":${seal}}`;
    await writeFile(file('odd.json'), text);
    const { code, err, out } = await run(['evidence', 'verify', file('odd.json')]);
    expect([code, err + out]).not.toStrictEqual([EXIT.away, expect.anything()]);
    expect(code === EXIT.usage || code === EXIT.notWell).toBe(true);
  });

  it('X7 sums up the pages of all months', async () => {
    const totals = (bills: number) => ({
      ...{ bills, paid: bills, due: { USD: bills * 100 }, recovered: { USD: bills * 100 }, tries: bills, limitsHit: 0 },
      ...{ blocked: 0, restricted: 0, suspended: 0, waitedMs: bills * 7_200_000, assumed: 0 },
    });
    const page = (bills: number) => ({
      ...{ recorded: totals(bills), baseline: totals(bills), least: totals(bills), most: totals(bills) },
      ...{ faithful: bills, skipped: 0 },
    });
    const answers = { 'POST /v1/operations/backtests': [200, page(2)] as [number, unknown] };
    const words = ['backtest', '2024-04', '2024-05', '--rounds', '2,4', '--most-tries', '5'];
    const { code, out, asked } = await run(words, answers);
    expect(code).toBe(EXIT.fine);
    expect(out).toMatch(/recovered, of USD 400\s+400\s+400\s+400\s+400/);
    expect(out).toMatch(/hours to the money\s+2\.0/);
    expect(out).toContain('The rules of now let 4 of 4 bills go exactly as they went.');
    const policy = { dunning: { roundsAfterMs: [172_800_000, 345_600_000] }, tries: { most: 5 } };
    expect(asked.map(({ body }) => body)).toStrictEqual([
      { period: '2024-04', policy },
      { period: '2024-05', policy },
    ]);
  });

  it('X10 writes a pack as JSON and as a document, and verifies it without the api and against the log', async () => {
    const made = await run(['evidence', 'bill', BILL, '--out', folder], PACKED);
    expect([made.code, made.out]).toStrictEqual([EXIT.fine, expect.stringContaining(`sealed with ${pack.seal.last}`)]);
    const name = file(`evidence-bill-${BILL}`);
    expect(await readFile(`${name}.html`, 'utf8')).toContain(`<h1>Evidence about bill ${BILL}</h1>`);
    const whole = await run(['evidence', 'verify', `${name}.json`]);
    expect([whole.code, whole.asked, whole.out]).toStrictEqual([
      EXIT.fine,
      [],
      expect.stringMatching(/^Whole: \d+ entries/),
    ]);
    expect((await run(['evidence', 'verify', `${name}.json`, '--log'], PACKED)).out).toContain('has every one of them');
  });

  it('X10 names the first entry that is not as it was made, or not what the log says', async () => {
    const edited = { ...pack, entries: pack.entries.map((one) => (one.no === 3 ? { ...one, at: 'never' } : one)) };
    await writeFile(file('edited.json'), JSON.stringify(edited));
    const broken = await run(['evidence', 'verify', file('edited.json')]);
    expect([broken.code, broken.out]).toStrictEqual([EXIT.notWell, 'BROKEN at entry 3: it is not what was made.']);
    const fewer: EvidencePack = evidencePack(about, recording.facts.slice(1), recording.until, hashOf);
    await writeFile(file('forged.json'), JSON.stringify(fewer));
    const forged = await run(['evidence', 'verify', file('forged.json'), '--log'], PACKED);
    expect([forged.code, forged.out]).toStrictEqual([
      EXIT.notWell,
      'The chain holds, but entry 1 is not what the log says.',
    ]);
  });

  it.each([
    ['no bill', ['shadow', 'bill'], 'Which bill?'],
    ['an order that there is not', ['shadow', 'bill', BILL, '--order', 'cheapest'], 'cheapest is none of'],
    ['a policy that is no JSON', ['shadow', 'bill', BILL, '--policy', '{'], '--policy takes settings as JSON'],
    ['a file that is no recording', ['shadow', 'bill', '--recording', __filename], 'is no recording of a bill'],
    ['code that is not there', ['shadow', 'bill', BILL, '--code', '/none.js'], 'can not be loaded'],
    ['a plan without anything', ['backtest', '2024-05'], 'What is to be otherwise?'],
    ['no month', ['backtest', 'May', '--rounds', '1'], 'May is no month'],
    ['days that are none', ['backtest', '2024-05', '--rounds', 'soon'], '--rounds takes days'],
    ['a file that is no pack', ['evidence', 'verify', __filename], 'is no pack of evidence'],
  ])('%s: words that help, and nothing written', async (_what, words, told) => {
    const { code, err, out } = await run(words, RECORDED);
    expect([code, out]).toStrictEqual([EXIT.usage, '']);
    expect(err).toContain(told);
    expect(existsSync(file('evidence'))).toBe(false);
  });

  it('a setting that the rules do not have is a wrong word', async () => {
    const { code, err } = await run(['shadow', 'bill', BILL, '--policy', '{"dunning":{"weeks":1}}'], RECORDED);
    expect([code, err]).toStrictEqual([EXIT.usage, expect.stringMatching(/^policy\.dunning\.weeks is no/)]);
  });
});
