import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { MoreButton } from '../../../design/more-button';
import { Loaded, Page } from '../../../design/page';
import { useWords } from '../../../words/words';
import { ActPanel } from '../act/act-panel';
import { Histories } from '../histories/histories';
import { LogLines } from '../log/log-lines';
import { Facts } from '../parts/facts';
import { State } from '../parts/state';
import { type Explained, explainedQuery, logQuery } from '../queries';
import { inWords } from '../words/in-words';
import { explain } from '../words/explain';
import { shadow } from '../words/look-back';
import { HoldLedger } from './hold-ledger';
import { Timeline } from './timeline';
import { WorkflowView } from './workflow-view';

/** One journey: what happened, what its workflow is doing, what can be done, and what operators did. */
export function ExplainJourney() {
  const { journeyId = '' } = useParams();
  const query = useQuery(explainedQuery(journeyId));
  const { journey } = explain;
  return (
    <Page
      title={`${journey} ${journeyId}`}
      actions={<Link to={`/operations/journeys/${journeyId}/shadow`}>{shadow.name}</Link>}
    >
      <Loaded query={query}>
        {(told) => (
          <>
            <Standing told={told} />
            <ActPanel told={told} />
            <div className="beside">
              <section className="panel">
                <h2>{explain.timeline}</h2>
                <p className="hint">{explain.timelineText}</p>
                <Timeline facts={told.facts} />
              </section>
              <div className="stack">
                <section className="panel">
                  <h2>{explain.workflow}</h2>
                  <p className="hint">{explain.workflowText}</p>
                  <WorkflowView told={told} />
                </section>
                {told.ledger.length > 0 && (
                  <section className="panel">
                    <h2>{explain.ledger}</h2>
                    <p className="hint">{explain.ledgerText}</p>
                    <HoldLedger ledger={told.ledger} />
                  </section>
                )}
                <Histories workflowIds={workflowsOf(journeyId)} />
                <OperatorsOn on={told.workflow?.workflowId} />
              </div>
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Its own workflow, and the one that ends it where its own is gone. */
const workflowsOf = (journeyId: string): readonly string[] =>
  journeyId.startsWith('vch_')
    ? [`cardValidityChange/${journeyId}`, `finishChange/${journeyId}`]
    : [`cardAddition/${journeyId}`, `finishJourney/${journeyId}`];

function Standing({ told }: { readonly told: Explained }) {
  const { formats } = useWords();
  const { state, step, hold, result, accountId } = told;
  const { facts } = explain;
  return (
    <section className="panel">
      <Facts
        rows={[
          [facts.state, <State key="state">{state}</State>],
          [facts.step, step],
          [facts.hold, hold && `${formats.money(hold.amount)}, ${inWords(hold.status).toLowerCase()}`],
          [facts.result, result && inWords(result)],
          [
            facts.account,
            <Link key="account" to={`/operations/accounts/${accountId}`}>
              {accountId}
            </Link>,
          ],
        ]}
      />
    </section>
  );
}

function OperatorsOn({ on }: { readonly on: string | undefined }) {
  const query = useInfiniteQuery({ ...logQuery({ on: on ?? '' }), enabled: on !== undefined });
  if (on === undefined) return null;
  return (
    <section className="panel">
      <h2>{explain.log}</h2>
      <Loaded query={query}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.entries);
          return entries.length === 0 ? <p className="hint">{explain.noLog}</p> : <LogLines entries={entries} />;
        }}
      </Loaded>
      <MoreButton query={query} />
    </section>
  );
}
