import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { trailQuery, type Bill, type TrailStep } from '../../api/bill-queries';
import { Loaded } from '../../design/page';
import { cardName } from '../../words/card-name';
import type { Messages } from '../../words/en';
import { wordOf } from '../../words/result-text';
import { useWords } from '../../words/words';

/** From when something goes on; where it goes on at once, the next step tells. */
const isInstant = (next?: string): next is string => next !== undefined && /^\d{4}-\d{2}-\d{2}T/.test(next);

interface TrailCard {
  readonly brand: string;
  readonly last4: string;
}

/** X1, "why this card?": every step, each card that was tried or passed over, and why. */
export function Trail({ bill }: { readonly bill: Bill }) {
  const { messages, formats } = useWords();
  const { bills } = messages;
  const query = useQuery(trailQuery(bill.billId));
  const { refetch } = query;
  useEffect(() => void refetch(), [refetch, bill.status, bill.nextRoundAt, bill.confirm?.key]);
  return (
    <Loaded query={query}>
      {({ entries }) => {
        const cards = new Map<string, TrailCard>(
          entries.flatMap((entry) => (entry.cards ?? []).map((card) => [card.cardId, card] as const)),
        );
        return (
          <ol className="trail">
            {entries.map((entry, place) => {
              const card = cards.get(entry.cardId ?? '');
              return (
                <li key={place}>
                  <p>
                    {card !== undefined && <strong>{cardName(card, messages)}: </strong>}
                    {wordOf(bills.step, entry.what, entry.what)}
                    {entry.round !== undefined && entry.cards !== undefined && <> · {bills.roundNo(entry.round)}</>}
                  </p>
                  <Why entry={entry} messages={messages} />
                  {entry.cards !== undefined && (
                    <p className="hint">{entry.cards.map((each) => cardName(each, messages)).join(' → ')}</p>
                  )}
                  <p className="hint">
                    <time dateTime={entry.at}>{formats.dateTime(entry.at)}</time>
                    {isInstant(entry.next) && <> · {bills.nextFrom(formats.dateTime(entry.next))}</>}
                  </p>
                </li>
              );
            })}
          </ol>
        );
      }}
    </Loaded>
  );
}

function Why({ entry: { what, why }, messages }: { readonly entry: TrailStep; readonly messages: Messages }) {
  const { bills, declines } = messages;
  if (why === undefined) return null;
  const sentences: Readonly<Record<string, string>> = Object.fromEntries(
    Object.entries(declines).map(([group, { sentence }]) => [group, sentence]),
  );
  const text =
    what === 'passed-over'
      ? wordOf(bills.passedOver, why)
      : what === 'round-began'
        ? wordOf(bills.round, why)
        : what === 'issued'
          ? wordOf(bills.ground, why, bills.ground.other)
          : wordOf(sentences, why);
  if (text === '') return null;
  // Whole sentences stand for themselves.
  return <p>{what === 'declined' || what === 'issued' ? text : bills.because(text)}</p>;
}
