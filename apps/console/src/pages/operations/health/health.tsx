import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '../../../design/button';
import { Icon } from '../../../design/icon';
import { Loaded, Page } from '../../../design/page';
import { StateTiles } from '../find/state-tiles';
import { type Finding, healthQuery } from '../queries';
import { words } from '../words/words';
import { pageThatHelps } from './page-that-helps';

/** What is wrong now, in words, each with the page and the command that help. */
export function Health() {
  const { health } = words;
  const query = useQuery(healthQuery);
  return (
    <Page title={health.title} lead={health.lead}>
      <Loaded query={query}>
        {({ ok, findings }) => (
          <section aria-live="polite" className="stack">
            <div className={`verdict ${ok ? 'verdict-good' : 'verdict-bad'}`}>
              <Icon name={ok ? 'check' : 'warning'} />
              <div>
                <h2>{ok ? health.well : health.wrong(findings.length)}</h2>
                {ok && <p>{health.wellText}</p>}
              </div>
            </div>
            {findings.length > 0 && (
              <ul className="lines">
                {findings.map((finding) => (
                  <Wrong key={`${finding.what} ${finding.command} ${finding.words}`} finding={finding} />
                ))}
              </ul>
            )}
          </section>
        )}
      </Loaded>
      <section className="stack">
        <h2>{health.journeys}</h2>
        <StateTiles />
      </section>
    </Page>
  );
}

function Wrong({ finding }: { readonly finding: Finding }) {
  const { health } = words;
  const page = pageThatHelps(finding);
  return (
    <li className="line">
      <div>
        <p className="line-title">{finding.words}</p>
        <p className="hint">
          {health.command}: <code className="command">{finding.command}</code>
        </p>
      </div>
      {page !== undefined && (
        <div className="line-right">
          <ButtonLink to={page} aria-label={`${health.look}: ${finding.words}`}>
            {health.look}
          </ButtonLink>
        </div>
      )}
    </li>
  );
}
