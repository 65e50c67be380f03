import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { billsQuery, type BillLine } from '../../api/bill-queries';
import { MoreButton } from '../../design/more-button';
import { Empty, Loaded, Page } from '../../design/page';
import { wordOf } from '../../words/result-text';
import { useWords } from '../../words/words';

/** Every bill, newest first (R30a, R30b). */
export function Bills() {
  const { bills } = useWords().messages;
  const query = useInfiniteQuery(billsQuery);
  return (
    <Page title={bills.title} lead={bills.lead}>
      <Loaded query={query}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.entries);
          if (entries.length === 0) {
            return (
              <Empty icon="bill" title={bills.empty.title}>
                <p>{bills.empty.text}</p>
              </Empty>
            );
          }
          return (
            <ul className="lines">
              {entries.map((bill) => (
                <Line key={bill.billId} bill={bill} />
              ))}
            </ul>
          );
        }}
      </Loaded>
      <MoreButton query={query} />
    </Page>
  );
}

function Line({ bill }: { readonly bill: BillLine }) {
  const { messages, formats } = useWords();
  const { bills } = messages;
  const { billId, number, period, interim, amount, status, issuedAt, nextAt, paidAt } = bill;
  return (
    <li className="line">
      <div>
        <p className="line-title">
          <Link to={`/bills/${billId}`}>{bills.one(number)}</Link>
        </p>
        <p className="hint">
          {formats.month(period)}
          {interim !== undefined && <> · {bills.interim(interim)}</>} · {bills.issued} {formats.date(issuedAt)}
        </p>
      </div>
      <div className="line-right">
        <p className="amount">{formats.money(amount)}</p>
        <p className={`state state-${status}`}>{wordOf(bills.status, status)}</p>
        {paidAt !== undefined && <p className="hint">{bills.paidOn(formats.date(paidAt))}</p>}
        {paidAt === undefined && nextAt !== undefined && (
          <p className="hint">{bills.nextTry(formats.dateTime(nextAt))}</p>
        )}
      </div>
    </li>
  );
}
