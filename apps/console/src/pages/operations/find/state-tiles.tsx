import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Loaded } from '../../../design/page';
import { countsQuery } from '../queries';
import { words } from '../words/words';
import { type JourneyState, STATES } from './choice';

const BAD: readonly JourneyState[] = ['stuck', 'late'];

/** How many journeys stand how; each leads to its list. */
export function StateTiles({ chosen }: { readonly chosen?: JourneyState }) {
  const { find } = words;
  const query = useQuery(countsQuery);
  return (
    <Loaded query={query}>
      {(counts) => (
        <ul className="state-tiles">
          {STATES.map((state) => (
            <li key={state}>
              <Link
                to={`/operations/find?state=${state}`}
                className={`state-tile${BAD.includes(state) && counts[state] > 0 ? ' state-tile-bad' : ''}`}
                aria-current={state === chosen ? 'page' : undefined}
              >
                <span className="state-tile-count">{counts[state]}</span>
                <span className="state-tile-name">{find.list[state]}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}
