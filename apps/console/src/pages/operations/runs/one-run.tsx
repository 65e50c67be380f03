import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { ProgressBar } from 'react-aria-components';
import { Loaded, Page } from '../../../design/page';
import { useWords } from '../../../words/words';
import { Instant } from '../parts/instant';
import { Facts } from '../parts/facts';
import { State } from '../parts/state';
import { type OneRun, runQuery } from '../queries';
import { runs } from '../words/bills';
import { Failures } from './failures';
import { paceOf } from './pace';
import { RunActs } from './run-acts';

/** X8: one run in figures: how far, how fast, how long yet; its bills by state; its failures by cause. */
export function ControlRoom() {
  const { period = '' } = useParams();
  const { formats } = useWords();
  const query = useQuery(runQuery(period));
  return (
    <Page
      title={runs.one(/^\d{4}-\d\d$/.test(period) ? formats.month(period) : period)}
      actions={<Link to="/operations/runs">{runs.title}</Link>}
    >
      <Loaded query={query}>
        {(run) => (
          <>
            <Standing run={run} />
            <RunActs run={run} />
            <Counts run={run} />
            <div className="beside">
              <BillsByState run={run} />
              <Failures run={run} />
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Standing({ run }: { readonly run: OneRun }) {
  const { facts } = runs;
  const { status, startedAt, startedBy, dueAt, finishedAt, partitions, partitionsDone } = run;
  const pace = paceOf(run);
  const moment = (at: string | null) => at !== null && <Instant key={at} at={at} />;
  return (
    <section className="panel">
      {partitions > 0 && (
        <ProgressBar aria-label={runs.progress} value={partitionsDone} maxValue={partitions}>
          {({ percentage = 0 }) => (
            <svg className="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
              <rect className="bar-all" width="100" height="4" />
              <rect className="bar-done" width={percentage} height="4" />
            </svg>
          )}
        </ProgressBar>
      )}
      <Facts
        rows={[
          [facts.state, <State key="state">{status}</State>],
          [facts.parts, partitions > 0 && runs.of(partitionsDone, partitions)],
          [facts.speed, pace && runs.perSecond(pace.perSecond.toFixed(1))],
          [facts.left, pace?.secondsLeft !== undefined && runs.secondsLeft(pace.secondsLeft)],
          [facts.due, moment(dueAt)],
          [facts.began, moment(startedAt)],
          [facts.by, startedBy],
          [facts.ended, moment(finishedAt)],
        ].map(([name, value]) => [String(name), value || undefined] as const)}
      />
    </section>
  );
}

const TILES = ['accounts', 'issued', 'paid', 'waiting', 'blocked', 'nothing', 'failed'] as const;

function Counts({ run: { counts } }: { readonly run: OneRun }) {
  return (
    <ul className="state-tiles">
      {TILES.map((name) => (
        <li key={name}>
          <div
            className={`state-tile${['blocked', 'failed'].includes(name) && counts[name] > 0 ? ' state-tile-bad' : ''}`}
          >
            <span className="state-tile-count">{counts[name]}</span>
            <span className="state-tile-name">{runs.counts[name]}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function BillsByState({ run: { bills, period } }: { readonly run: OneRun }) {
  const { formats } = useWords();
  const [state, count, amount] = runs.billsHead;
  return (
    <section className="panel">
      <h2>{runs.bills}</h2>
      {bills.length === 0 ? (
        <p className="hint">{runs.noBills}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{state}</th>
              <th scope="col" className="number">
                {count}
              </th>
              <th scope="col" className="number">
                {amount}
              </th>
            </tr>
          </thead>
          <tbody>
            {bills.map(({ status, currency, bills: many, minor }) => (
              <tr key={`${status} ${currency}`}>
                <td>
                  <Link to={`/operations/bills?status=${status}&period=${period}`}>
                    <State>{status}</State>
                  </Link>
                </td>
                <td className="number">{many}</td>
                <td className="number">{formats.money({ currency, minor })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
