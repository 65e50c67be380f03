import { brokenEvidence, evidenceDocument, evidencePack, notInLog, type EvidencePack } from '../evidence';
import { ACCOUNT, onFile } from '../fixtures';
import { billRecording, THE_THIRD } from '../fixtures/bill-history';

/** No real hash, but another text is another one. */
const hashOf = (text: string): string =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_000_007, 7).toString(36);

const DECLINED = { outcome: 'declined', networkCode: '51' } as const;
const recording = billRecording([onFile('a'), onFile('b')], (cardId) =>
  cardId === 'a' ? DECLINED : { outcome: 'captured', chargeId: 'ch_1' },
);
const about = { kind: 'bill', id: recording.id, accountId: ACCOUNT } as const;
const pack = evidencePack(about, recording.facts, THE_THIRD, hashOf);
const changed = (n: number, over: object): EvidencePack => ({
  ...pack,
  entries: pack.entries.map((entry, place) => (place === n ? { ...entry, ...over } : entry)),
});

describe('X10 packs of evidence', () => {
  it('a pack is whole as it was made, also after it was written and read', () => {
    expect(pack.entries.length).toBeGreaterThan(5);
    expect(brokenEvidence(pack, hashOf)).toBeUndefined();
    expect(brokenEvidence(JSON.parse(JSON.stringify(pack)) as EvidencePack, hashOf)).toBeUndefined();
  });

  it('names the first entry that is not as it was made', () => {
    const [first, second, ...rest] = pack.entries;
    expect(brokenEvidence(changed(1, { at: '2024-01-01T00:00:00.000Z' }), hashOf)).toStrictEqual({
      no: 2,
      why: 'changed',
    });
    expect(brokenEvidence(changed(0, { data: {} }), hashOf)).toStrictEqual({ no: 1, why: 'changed' });
    expect(brokenEvidence({ ...pack, entries: [first!, ...rest] }, hashOf)).toStrictEqual({ no: 2, why: 'number' });
    expect(brokenEvidence({ ...pack, entries: [first!, second!] }, hashOf)).toStrictEqual({ no: 2, why: 'seal' });
    const nicer = { ...pack, findings: { ...pack.findings, bankAnswers: [] } };
    expect(brokenEvidence(nicer, hashOf)).toStrictEqual({ no: pack.entries.length, why: 'findings' });
    const other = { ...pack, about: { ...about, accountId: 'acc_2' } };
    expect(brokenEvidence(other, hashOf)).toStrictEqual({ no: 0, why: 'link' });
    const forged = evidencePack(about, recording.facts.slice(1), THE_THIRD, hashOf);
    const spliced = { ...pack, entries: [forged.entries[0]!, ...pack.entries.slice(1)] };
    expect(brokenEvidence(spliced, hashOf)).toStrictEqual({ no: 2, why: 'link' });
  });

  it('a pack that was made anew with other facts is whole, and not what the log says', () => {
    const forged = evidencePack(about, recording.facts.slice(0, -2), THE_THIRD, hashOf);
    expect([brokenEvidence(forged, hashOf), notInLog(forged, pack)]).toStrictEqual([undefined, undefined]);
    const edited = recording.facts.map((one) =>
      one.fact.type === 'BillPaid' ? { ...one, fact: { ...one.fact, data: { key: 'x', cardId: 'a' } } } : one,
    );
    const lie = evidencePack(about, edited, THE_THIRD, hashOf);
    expect(brokenEvidence(lie, hashOf)).toBeUndefined();
    expect(notInLog(lie, pack)).toBe(pack.entries.find(({ type }) => type === 'BillPaid')?.no);
  });

  it('a card that was tried later brings older facts with it: no difference; what was left out is one', () => {
    const isOf = (cardId: string) => (one: (typeof recording.facts)[number]) =>
      one.category === 'wallet' && (one.fact.data as { cardId?: string }).cardId === cardId;
    const secondTry = recording.facts.findIndex(
      ({ fact }) => fact.type === 'CardChargeStarted' && (fact.data as { cardId: string }).cardId === 'b',
    );
    const before = recording.facts.slice(0, secondTry).filter((one) => !isOf('b')(one));
    expect(recording.facts.filter(isOf('b')).length).toBeGreaterThan(0);
    expect(notInLog(evidencePack(about, before, THE_THIRD, hashOf), pack)).toBeUndefined();
    const [left] = before.filter(isOf('a'));
    const without = evidencePack(
      about,
      before.filter((one) => one !== left),
      THE_THIRD,
      hashOf,
    );
    expect(notInLog(without, pack)).toBeGreaterThan(0);
    expect(notInLog(evidencePack(about, recording.facts.slice(1), THE_THIRD, hashOf), pack)).toBe(1);
  });

  it('says in words what its entries prove: consents, bank answers, money', () => {
    const { bankAnswers, money } = pack.findings;
    expect(bankAnswers.map(({ words }) => words)).toStrictEqual([
      `The bank refused charge ${recording.id}/1: The card's balance is insufficient. (code 51)`,
      `The bank approved charge ${recording.id}/2.`,
    ]);
    expect(money.map(({ words }) => words)).toContain('The bill was paid by b.');
    const submitted = {
      category: 'cardAddition',
      ...{ id: 'j1', revision: 0, position: '1', commandId: 'c' },
      fact: {
        type: 'CardSubmitted',
        at: THE_THIRD,
        data: { card: { brand: 'visa', last4: '4242', expiry: '2030-12' } },
      },
    } as const;
    const { consents } = evidencePack(about, [submitted], THE_THIRD, hashOf).findings;
    expect(consents[0]).toStrictEqual({
      ...{ no: 1, at: THE_THIRD },
      words: 'The customer submitted the visa card ending in 4242, good to 2030-12, and agreed to postpayment by it.',
    });
  });

  it('says whose doing each fact was', () => {
    const by = new Map(pack.entries.map((entry) => [entry.type, entry.by]));
    const whose = ['ChargeRecorded', 'CardChargeDeclined', 'CardCharged', 'BillPaid'].map((type) => by.get(type));
    expect(whose).toStrictEqual(['metering', 'bank', 'bank', 'onfile']);
    const given = recording.facts.map((one) => ({ ...one, actor: 'op_1' }));
    expect(evidencePack(about, given, THE_THIRD, hashOf).entries[0]?.by).toBe('op_1');
  });

  it('the document shows every entry, runs nothing, and lets no content out of its place', () => {
    const nasty = changed(0, { by: '<script>alert("x")</script>', data: { why: "'</code><img src=x>" } });
    const page = evidenceDocument(nasty);
    for (const { no, hash } of pack.entries) {
      expect(page).toContain(`id="entry-${no}"`);
      expect(page).toContain(hash);
    }
    expect(page).not.toMatch(/<script|<img|src=x>/);
    expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)');
    expect(page).toContain('What the banks said');
  });

  it('S17 holds no token, no digest, nothing sealed', () => {
    const text = JSON.stringify(pack) + evidenceDocument(pack);
    for (const secret of ['tok_', 'digest_', 'email-digest', 'sealed"', 'Hours of Ada'])
      expect(text).not.toContain(secret);
  });
});
