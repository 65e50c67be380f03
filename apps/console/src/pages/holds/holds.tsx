import { useInfiniteQuery } from '@tanstack/react-query';
import { holdsQuery, type HoldLine } from '../../api/queries';
import { MoreButton } from '../../design/more-button';
import { Empty, Loaded, Page } from '../../design/page';
import { wordOf } from '../../words/result-text';
import { useWords } from '../../words/words';

/** Every $1 that was asked: "released by us" apart from "your bank shows it by" (R25, X2). */
export function Holds() {
  const { holds } = useWords().messages;
  const query = useInfiniteQuery(holdsQuery);
  return (
    <Page title={holds.title} lead={holds.lead}>
      <Loaded query={query}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.entries);
          if (entries.length === 0) return <Empty icon="clock" title={holds.empty} />;
          return (
            <ul className="lines">
              {entries.map((hold) => (
                <Line key={hold.holdKey} hold={hold} />
              ))}
            </ul>
          );
        }}
      </Loaded>
      <MoreButton query={query} />
    </Page>
  );
}

function Line({ hold }: { readonly hold: HoldLine }) {
  const { messages, formats } = useWords();
  const { holds } = messages;
  return (
    <li className="line">
      <div>
        <p className="amount">{formats.money(hold.amount)}</p>
        <p className="hint">{formats.dateTime(hold.askedAt)}</p>
      </div>
      <div className="line-right">
        <p className={`state state-${hold.status}`}>{wordOf(holds.states, hold.status)}</p>
        {hold.releasedByUsAt !== undefined && <p>{holds.releasedByUs(formats.dateTime(hold.releasedByUsAt))}</p>}
        {hold.bankShowsBy !== undefined && <p className="hint">{holds.bankShowsBy(formats.date(hold.bankShowsBy))}</p>}
        {hold.late !== undefined && <p className="hint">{holds.late(formats.dateTime(hold.late.since))}</p>}
      </div>
    </li>
  );
}
