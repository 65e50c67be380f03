import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { billQuery, type Bill } from '../../api/bill-queries';
import { Notice } from '../../design/notice';
import { Loaded, Page } from '../../design/page';
import { wordOf } from '../../words/result-text';
import { useWords } from '../../words/words';
import { DocumentButton } from './document-button';
import { Pay } from './pay';
import { Trail } from './trail';

/** One bill: what it is for, how it stands, what to do, and why which card (X1). */
export function OneBill() {
  const { messages, formats } = useWords();
  const { bills } = messages;
  const { billId = '' } = useParams();
  const query = useQuery(billQuery(billId));
  const title = query.data === undefined ? bills.number : bills.one(query.data.number);
  return (
    <Page title={title} actions={<Link to="/bills">{bills.back}</Link>}>
      <Loaded query={query}>
        {(bill) => (
          <>
            <section className="panel">
              <div className="bill-head">
                <p className="amount amount-large">{formats.money(bill.amount)}</p>
                <p className={`state state-${bill.status}`}>{wordOf(bills.status, bill.status)}</p>
              </div>
              <p className="hint">
                {formats.month(bill.period)} · {bills.issued} {formats.date(bill.issuedAt)}
                {bill.paidAt !== undefined && <> · {bills.paidOn(formats.date(bill.paidAt))}</>}
                {bill.nextRoundAt !== undefined && <> · {bills.nextTry(formats.dateTime(bill.nextRoundAt))}</>}
              </p>
              {bill.grounds !== undefined && bill.grounds.length > 0 && (
                <Notice kind="info" title={bills.grounds}>
                  {bill.grounds.map(({ rule }) => (
                    <p key={rule}>{wordOf(bills.ground, rule, bills.ground.other)}</p>
                  ))}
                </Notice>
              )}
              <Pay bill={bill} />
              <DocumentButton bill={bill} />
            </section>
            <section className="panel">
              <h2>{bills.lines}</h2>
              <Lines bill={bill} />
            </section>
            <section className="panel">
              <h2>{bills.trail}</h2>
              <p>{bills.trailText}</p>
              <Trail bill={bill} />
            </section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Lines({ bill }: { readonly bill: Bill }) {
  const { messages, formats } = useWords();
  const { bills } = messages;
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{bills.service}</th>
          <th scope="col">{bills.period}</th>
          <th scope="col" className="number">
            {bills.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {bill.lines.map(({ service, month, records, amount, billed, late }) => (
          <tr key={`${service} ${month} ${amount.currency}`}>
            <td>
              {service}
              <span className="hint"> · {bills.records(records)}</span>
            </td>
            <td>
              {formats.month(month)}
              {late && <span className="hint"> · {bills.late}</span>}
            </td>
            <td className="number">
              {formats.money(billed)}
              {amount.currency !== billed.currency && <span className="hint"> ({formats.money(amount)})</span>}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={2}>{bills.total}</td>
          <td className="number">{formats.money(bill.amount)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
