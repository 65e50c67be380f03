/** What stands in the log about a bill or a card, as a pack that proves itself (X10). Pure. */
export { evidenceDocument } from './evidence/document';
export { whoseDoing, type EvidenceFinding, type EvidenceFindings } from './evidence/findings';
export {
  brokenEvidence,
  evidencePack,
  type BrokenEvidence,
  type EvidencePack,
  type EvidenceSubject,
} from './evidence/pack';
export type { EvidenceEntry } from './evidence/entry';
export { notInLog } from './evidence/in-log';
