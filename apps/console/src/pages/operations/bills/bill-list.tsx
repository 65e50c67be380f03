import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { MoreButton } from '../../../design/more-button';
import { Loaded, Page } from '../../../design/page';
import { useWords } from '../../../words/words';
import { Instant } from '../parts/instant';
import { Nothing } from '../parts/nothing';
import { State } from '../parts/state';
import { type BillChoice, billsQuery, type FoundBill } from '../queries';
import { bills } from '../words/bills';
import { billChoiceIn } from './bill-choice';
import { BillStateLinks } from './bill-state-links';

/** Bills by how they stand. */
export function Bills() {
  const [address] = useSearchParams();
  const choice = billChoiceIn(address);
  return (
    <Page title={bills.title} lead={bills.lead}>
      <BillStateLinks chosen={choice.status} />
      <BillList choice={choice} />
    </Page>
  );
}

/** Bills that a choice names, the newest first. */
export function BillList({ choice }: { readonly choice: BillChoice }) {
  const query = useInfiniteQuery(billsQuery(choice));
  return (
    <div className="stack">
      <Loaded query={query}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.entries);
          if (entries.length === 0) return <Nothing title={bills.empty} />;
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
    </div>
  );
}

function Line({ bill }: { readonly bill: FoundBill }) {
  const { formats } = useWords();
  const { billId, number, accountId, period, status, amount, issuedAt, tries } = bill;
  return (
    <li className="line">
      <div>
        <p className="line-title">
          <Link to={`/operations/bills/${billId}`}>{bills.one(number)}</Link>
        </p>
        <p className="hint">
          {formats.month(period)} · <Link to={`/operations/accounts/${accountId}`}>{accountId}</Link>
        </p>
        <p className="hint">
          {bills.facts.issued.toLowerCase()} <Instant at={issuedAt} />
        </p>
      </div>
      <div className="line-right">
        <p className="amount">{formats.money(amount)}</p>
        <State>{status}</State>
        <p className="hint">{bills.facts.tries(tries)}</p>
      </div>
    </li>
  );
}
