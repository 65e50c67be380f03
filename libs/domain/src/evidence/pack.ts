import type { HashOf } from '../operator-log/operator-log';
import { inLogOrder, type RecordedFact } from '../what-if/recording';
import type { EvidenceEntry } from './entry';
import { evidenceFindings, whoseDoing, type EvidenceFindings } from './findings';
import { masked } from '../what-if/masked';

/** X10: what a pack is about. */
export interface EvidenceSubject {
  readonly kind: 'bill' | 'card';
  readonly id: string;
  readonly accountId: string;
}

/** X10: what the log says about a bill or a card, for a dispute. Whoever holds it can see that nothing was taken out. */
export interface EvidencePack {
  readonly version: 1;
  readonly about: EvidenceSubject;
  /** ISO; when it was made. No part of the chain. */
  readonly madeAt: string;
  readonly entries: readonly EvidenceEntry[];
  /** What the entries prove, in words; it follows from them. */
  readonly findings: EvidenceFindings;
  /** How many entries there are, and the hash of the last one. */
  readonly seal: { readonly entries: number; readonly last: string };
}

/** Where a chain does not hold. `no`: the first entry that is not as it was made; 0 is the head. */
export interface BrokenEvidence {
  readonly no: number;
  readonly why: 'changed' | 'number' | 'link' | 'seal' | 'findings';
}

/** Makes a pack of these facts, in the order of the log. */
export function evidencePack(
  about: EvidenceSubject,
  facts: readonly RecordedFact[],
  madeAt: string,
  hashOf: HashOf,
): EvidencePack {
  let before = headOf(about, hashOf);
  const entries = masked([...facts].sort(inLogOrder)).map((recorded, n): EvidenceEntry => {
    const { category, id, revision, position, actor, fact } = recorded;
    const entry = {
      ...{ no: n + 1, stream: `${category}-${id}`, revision, position, at: fact.at },
      ...{ by: actor ?? whoseDoing(fact.type, fact.data), type: fact.type, data: fact.data, before },
    };
    const hash = hashOf(canonical(entry));
    before = hash;
    return { ...entry, hash };
  });
  const findings = evidenceFindings(entries);
  return { version: 1, about, madeAt, entries, findings, seal: { entries: entries.length, last: before } };
}

/** Computes the chain anew; undefined where every link holds. */
export function brokenEvidence(
  { about, entries, findings, seal }: EvidencePack,
  hashOf: HashOf,
): BrokenEvidence | undefined {
  let before = headOf(about, hashOf);
  for (const [n, { hash, ...entry }] of entries.entries()) {
    const no = n + 1;
    if (entry.no !== no) return { no, why: 'number' };
    if (hashOf(canonical(entry)) !== hash) return { no, why: 'changed' };
    if (entry.before !== before) return { no: no === 1 ? 0 : no, why: 'link' };
    before = hash;
  }
  const isSealed = seal.entries === entries.length && seal.last === before;
  if (!isSealed) return { no: entries.length, why: 'seal' };
  const isFound = canonical(findings) === canonical(evidenceFindings(entries));
  return isFound ? undefined : { no: entries.length, why: 'findings' };
}

const headOf = ({ kind, id, accountId }: EvidenceSubject, hashOf: HashOf): string =>
  hashOf(canonical({ kind, id, accountId }));

/** The same content is the same text, in whatever order its fields are. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const sorted = fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}
