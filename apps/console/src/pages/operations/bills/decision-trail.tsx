import { Id } from '../parts/id';
import { Instant } from '../parts/instant';
import type { TrailEntry } from '../queries';
import { bills } from '../words/bills';
import { explain } from '../words/explain';
import { inWords } from '../words/in-words';
import { words } from '../words/words';

type TrailCard = NonNullable<TrailEntry['cards']>[number];

/** X1 as operators read it: every step, each card tried or passed over, why, the bank's own code and the key. */
export function DecisionTrail({ entries }: { readonly entries: readonly TrailEntry[] }) {
  const cards = new Map(entries.flatMap((entry) => (entry.cards ?? []).map((card) => [card.cardId, card] as const)));
  return (
    <ol className="trail">
      {entries.map((entry, place) => (
        <Step key={place} entry={entry} card={cards.get(entry.cardId ?? '')} />
      ))}
    </ol>
  );
}

const nameOf = ({ brand, last4 }: TrailCard): string => `${inWords(brand)} •••• ${last4}`;

function Step({ entry, card }: { readonly entry: TrailEntry; readonly card: TrailCard | undefined }) {
  const { at, by, what, why, round, next, networkCode, key, cards } = entry;
  const more = [
    ...(round === undefined ? [] : [bills.rounds(round)]),
    ...(why === undefined ? [] : [inWords(why).toLowerCase()]),
    ...(networkCode === undefined ? [] : [`${words.common.bankCode.toLowerCase()} ${networkCode}`]),
  ];
  return (
    <li>
      <p className="line-title">
        {card !== undefined && `${nameOf(card)}: `}
        {inWords(what)}
      </p>
      {more.length > 0 && <p>{more.join(' · ')}</p>}
      {next !== undefined && (
        <p className="hint">
          {bills.then} {/^\d{4}-/.test(next) ? <Instant at={next} /> : inWords(next).toLowerCase()}
        </p>
      )}
      {cards !== undefined && (
        <ul className="hint">
          {cards.map((each) => (
            <li key={each.cardId} className="plain">
              {nameOf(each)}
              {each.skipped !== undefined && `, ${bills.skipped(inWords(each.skipped).toLowerCase())}`}
            </li>
          ))}
        </ul>
      )}
      <p className="hint">
        {by !== undefined && `${explain.by(by)} · `}
        <Instant at={at} />
        {key !== undefined && (
          <>
            {' '}
            · {words.common.key} <Id>{key}</Id>
          </>
        )}
      </p>
    </li>
  );
}
