import { masked } from '../what-if/masked';
import type { RecordedFact } from '../what-if/recording';
import type { EvidenceEntry } from './entry';
import { canonical, type EvidencePack } from './pack';

/**
 * Compares a pack with one that was made of the log now: the number of the first entry that is not what the log had to say
 * when the pack ended; undefined where all are. What came since is no difference, nor are older facts that belong to it
 * only since, as those of a card that was tried later.
 */
export function notInLog(pack: EvidencePack, now: EvidencePack): number | undefined {
  const due = saidBy(dueThen(pack, now));
  const said = saidBy(pack.entries);
  const wrong = said.findIndex((one, n) => due[n] !== one);
  return wrong >= 0 ? wrong + 1 : due.length > said.length ? said.length : undefined;
}

/** The entries of now that belonged to a pack that ended where this one does. */
function dueThen({ about: { kind }, entries }: EvidencePack, now: EvidencePack): readonly EvidenceEntry[] {
  const end = BigInt(entries.at(-1)?.position ?? 0);
  const until = now.entries.filter(({ position }) => BigInt(position) <= end);
  return kind === 'bill' ? dueToBill(until) : dueToCard(until);
}

/** Of cards only those that were tried by then. */
function dueToBill(entries: readonly EvidenceEntry[]): readonly EvidenceEntry[] {
  const cards = new Set(entries.flatMap((entry) => (entry.type === 'CardChargeStarted' ? [dataOf(entry).cardId] : [])));
  const changes = new Set(
    entries.flatMap((entry) => (cards.has(dataOf(entry).cardId) ? [dataOf(entry).changeId] : [])),
  );
  return entries.filter((entry) => {
    const { cardId, order = [] } = dataOf(entry);
    const [category, id] = splitName(entry.stream);
    switch (category) {
      case 'wallet':
        return [cardId, ...order].some((card) => cards.has(card));
      case 'cardAddition':
        return cards.has(id) || cards.has(`card_${id}`);
      case 'cardValidityChange':
        return changes.has(id);
      default:
        return true;
    }
  });
}

/** Of bills only those that the card was tried for by then: of each its issue, and what names the card. */
function dueToCard(entries: readonly EvidenceEntry[]): readonly EvidenceEntry[] {
  const tried = new Set(entries.flatMap(({ stream, type }) => (type === 'BillIssued' ? [] : [stream])));
  return entries.filter(({ stream }) => tried.has(stream));
}

interface NamingData {
  readonly cardId?: string;
  readonly changeId?: string;
  readonly order?: readonly string[];
}

const dataOf = ({ data }: EvidenceEntry): NamingData => (data ?? {}) as NamingData;

function splitName(stream: string): readonly [category: string, id: string] {
  const dash = stream.indexOf('-');
  return [stream.slice(0, dash), stream.slice(dash + 1)];
}

/** What each entry says of its fact, whatever stands around it: words for secrets are counted from the first of these. */
function saidBy(entries: readonly EvidenceEntry[]): readonly string[] {
  const facts = entries.map(({ stream, revision, position, at, type, data }): RecordedFact => {
    const fact = { type, at, data };
    return { category: 'bill', id: stream, revision, position, commandId: '', fact };
  });
  return masked(facts).map(({ id, revision, position, fact }, n) =>
    canonical({ id, revision, position, fact, by: entries[n]!.by }),
  );
}
