import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { Loaded, Page } from '../../../design/page';
import { useWords } from '../../../words/words';
import { EvidenceButton } from '../parts/evidence-button';
import { Histories } from '../histories/histories';
import { Facts } from '../parts/facts';
import { Id } from '../parts/id';
import { Instant } from '../parts/instant';
import { State } from '../parts/state';
import { type Bill, billQuery, trailQuery } from '../queries';
import { bills } from '../words/bills';
import { shadow } from '../words/look-back';
import { BillActs } from './bill-acts';
import { DecisionTrail } from './decision-trail';

/** One bill: how it stands, what can be done, why which card was tried, and what it is for. */
export function ExplainBill() {
  const { billId = '' } = useParams();
  const query = useQuery(billQuery(billId));
  const trail = useQuery(trailQuery(billId));
  return (
    <Page
      title={query.data === undefined ? bills.one(billId) : bills.one(query.data.number)}
      actions={
        <>
          <Link to={`/operations/bills/${billId}/shadow`}>{shadow.name}</Link>
          <EvidenceButton kind="bill" id={billId} />
        </>
      }
    >
      <Loaded query={query}>
        {(bill) => (
          <>
            <Standing bill={bill} />
            <BillActs bill={bill} trail={trail.data?.entries ?? []} />
            <div className="beside">
              <section className="panel">
                <h2>{bills.trail}</h2>
                <p className="hint">{bills.trailText}</p>
                <Loaded query={trail}>{({ entries }) => <DecisionTrail entries={entries} />}</Loaded>
              </section>
              <div className="stack">
                <section className="panel">
                  <h2>{bills.lines}</h2>
                  <Lines bill={bill} />
                </section>
                <Histories workflowIds={[`billDeduction/${billId}`]} />
              </div>
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Standing({ bill }: { readonly bill: Bill }) {
  const { formats } = useWords();
  const { facts } = bills;
  const { billId, status, amount, accountId, period, issuedAt, nextRoundAt, overdueAt, paidAt } = bill;
  const moment = (at: string | undefined) => at !== undefined && <Instant key={at} at={at} />;
  return (
    <section className="panel">
      <Facts
        rows={[
          [facts.state, <State key="state">{status}</State>],
          [facts.amount, formats.money(amount)],
          [
            facts.account,
            <Link key="account" to={`/operations/accounts/${accountId}`}>
              {accountId}
            </Link>,
          ],
          [
            facts.month,
            <Link key="month" to={`/operations/runs/${period}`}>
              {formats.month(period)}
            </Link>,
          ],
          [facts.issued, moment(issuedAt)],
          [facts.next, moment(nextRoundAt) || undefined],
          [facts.overdue, moment(overdueAt) || undefined],
          [facts.paid, moment(paidAt) || undefined],
          [facts.id, <Id key="id">{billId}</Id>],
        ]}
      />
    </section>
  );
}

function Lines({ bill: { lines } }: { readonly bill: Bill }) {
  const { formats } = useWords();
  return (
    <ul className="small-lines">
      {lines.map(({ service, month, records, billed }) => (
        <li key={`${service} ${month}`} className="split">
          <span>
            {service}{' '}
            <span className="hint">
              {formats.month(month)}, {bills.records(records)}
            </span>
          </span>
          <span>{formats.money(billed)}</span>
        </li>
      ))}
    </ul>
  );
}
