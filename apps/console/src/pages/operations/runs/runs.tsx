import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { Loaded, Page } from '../../../design/page';
import { useWords } from '../../../words/words';
import { Instant } from '../parts/instant';
import { Nothing } from '../parts/nothing';
import { State } from '../parts/state';
import { type Run, runsQuery } from '../queries';
import { useMay } from '../use-operator';
import { backtest } from '../words/backtest';
import { runs } from '../words/bills';
import { StartRun } from './start-run';

/** X8: every run, and the way to begin one. */
export function Runs() {
  const [address] = useSearchParams();
  const query = useQuery(runsQuery);
  const mayAct = useMay('write');
  return (
    <Page title={runs.title} lead={runs.lead} actions={<Link to="/operations/backtest">{backtest.title}</Link>}>
      <Loaded query={query}>
        {({ entries }) =>
          entries.length === 0 ? (
            <Nothing title={runs.empty}>
              <p>{runs.emptyText}</p>
            </Nothing>
          ) : (
            <ul className="lines">
              {entries.map((run) => (
                <Line key={run.period} run={run} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {mayAct && <StartRun first={address.get('period') ?? ''} />}
    </Page>
  );
}

function Line({ run: { period, status, startedAt, dueAt, counts } }: { readonly run: Run }) {
  const { formats } = useWords();
  const told = [
    [runs.counts.issued, counts.issued],
    [runs.counts.paid, counts.paid],
    [runs.counts.failed, counts.failed],
  ] as const;
  const at = startedAt ?? dueAt;
  return (
    <li className="line">
      <div>
        <p className="line-title">
          <Link to={`/operations/runs/${period}`}>{formats.month(period)}</Link>
        </p>
        {at !== null && (
          <p className="hint">
            {(startedAt === null ? runs.facts.due : runs.facts.began).toLowerCase()} <Instant at={at} />
          </p>
        )}
      </div>
      <div className="line-right">
        <State>{status}</State>
        <p className="hint">{told.map(([name, count]) => `${count} ${name.toLowerCase()}`).join(' · ')}</p>
      </div>
    </li>
  );
}
