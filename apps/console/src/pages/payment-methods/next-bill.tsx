import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { forecastQuery } from '../../api/bill-queries';
import { Loaded } from '../../design/page';
import { cardName } from '../../words/card-name';
import { useWords } from '../../words/words';

/** X3: what the coming third would bring, and from which card, if nothing changed. */
export function NextBill() {
  const { messages, formats } = useWords();
  const { forecast } = messages.wallet;
  const query = useQuery(forecastQuery);
  return (
    <section className="tile" aria-labelledby="next-bill">
      <h2 id="next-bill">{forecast.title}</h2>
      <Loaded query={query}>
        {({ amount, dueAt, cards, firstCardId }) => {
          if (amount === undefined || amount.minor === 0) return <p className="hint">{forecast.nothing}</p>;
          const first = cards.find(({ cardId }) => cardId === firstCardId);
          return (
            <>
              <p className="amount">{formats.money(amount)}</p>
              <p>{forecast.due(formats.dateTime(dueAt))}</p>
              <p className="hint">{first ? forecast.from(cardName(first, messages)) : forecast.noCard}</p>
            </>
          );
        }}
      </Loaded>
      <Link to="/bills">{messages.bills.title}</Link>
    </section>
  );
}
