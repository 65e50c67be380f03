import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { ButtonLink } from '../../../design/button';
import { MoreButton } from '../../../design/more-button';
import { Loaded } from '../../../design/page';
import { Instant } from '../parts/instant';
import { Nothing } from '../parts/nothing';
import { State } from '../parts/state';
import { type FoundJourney, journeysQuery } from '../queries';
import { useMay } from '../use-operator';
import { inWords } from '../words/in-words';
import { words } from '../words/words';
import { addressOf, type JourneyChoice } from './choice';

/** Journeys that a choice names, the newest first, and the way to act on all of them. */
export function JourneyList({ choice }: { readonly choice: JourneyChoice }) {
  const { find } = words;
  const query = useInfiniteQuery(journeysQuery(choice));
  const mayAct = useMay('write');
  return (
    <div className="stack">
      <div className="list-head">
        <p className="hint">
          {choice.state !== undefined && find.means[choice.state]}{' '}
          {choice.account !== undefined && find.ofAccount(choice.account)}{' '}
          {choice.last4 !== undefined && find.withLast4(choice.last4)}
        </p>
        {mayAct && (query.data?.pages[0]?.entries.length ?? 0) > 0 && (
          <ButtonLink to={`/operations/find/act?${addressOf(choice)}`}>{find.actOnAll}</ButtonLink>
        )}
      </div>
      <Loaded query={query}>{({ pages }) => <Lines journeys={pages.flatMap(({ entries }) => entries)} />}</Loaded>
      <MoreButton query={query} />
    </div>
  );
}

function Lines({ journeys }: { readonly journeys: readonly FoundJourney[] }) {
  const { find } = words;
  if (journeys.length === 0) {
    return (
      <Nothing title={find.empty}>
        <p>{find.emptyText}</p>
      </Nothing>
    );
  }
  return (
    <ul className="lines">
      {journeys.map((journey) => (
        <Line key={journey.journeyId} journey={journey} />
      ))}
    </ul>
  );
}

function Line({ journey }: { readonly journey: FoundJourney }) {
  const { find } = words;
  const { journeyId, accountId, kind, state, startedAt, last4, hold, result } = journey;
  return (
    <li className="line">
      <div>
        <p className="line-title">
          <Link to={`/operations/journeys/${journeyId}`}>{journeyId}</Link>
        </p>
        <p className="hint">
          {inWords(kind)}
          {last4 !== undefined && <> •••• {last4}</>} ·{' '}
          <Link to={`/operations/accounts/${accountId}`}>{accountId}</Link>
        </p>
        <p className="hint">
          {find.started} <Instant at={startedAt} />
        </p>
      </div>
      <div className="line-right">
        <State>{state}</State>
        {result !== undefined && <p className="hint">{inWords(result)}</p>}
        {hold !== undefined && <p className="hint">{find.hold(inWords(hold))}</p>}
      </div>
    </li>
  );
}
