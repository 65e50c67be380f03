import { Link } from 'react-router';
import { Id } from '../parts/id';
import { Nothing } from '../parts/nothing';
import { State } from '../parts/state';
import type { Thing } from '../queries';
import { inWords } from '../words/in-words';
import { words } from '../words/words';

/** What was found; `none` says that nothing was. */
export function Things({ entries, none }: { readonly entries: readonly Thing[]; readonly none: string }) {
  if (entries.length === 0) {
    return (
      <Nothing title={none}>
        <p>{words.find.noneText}</p>
      </Nothing>
    );
  }
  return (
    <ul className="lines">
      {entries.map((thing) => (
        <Found key={`${thing.kind} ${thing.id}`} thing={thing} />
      ))}
    </ul>
  );
}

function Found({ thing: { kind, id, accountId, state, what } }: { readonly thing: Thing }) {
  const to = pageOf({ kind, id, accountId });
  return (
    <li className="line">
      <div>
        <p className="line-title">
          {inWords(kind)} {to === undefined ? <Id>{id}</Id> : <Link to={to}>{id}</Link>}
        </p>
        <p className="hint">{what}</p>
      </div>
      <div className="line-right">
        <State>{state}</State>
        {kind !== 'account' && accountId !== '' && (
          <Link to={`/operations/accounts/${accountId}`}>{words.common.account}</Link>
        )}
      </div>
    </li>
  );
}

/** The page of a thing; what has none of its own is told on the page of what it belongs to. */
function pageOf({ kind, id, accountId }: Pick<Thing, 'kind' | 'id' | 'accountId'>): string | undefined {
  switch (kind) {
    case 'account':
      return `/operations/accounts/${id}`;
    case 'card':
      return `/operations/accounts/${accountId}`;
    case 'journey':
      return `/operations/journeys/${id}`;
    case 'hold':
      return `/operations/journeys/${id.replace(/\/.*$/, '')}`;
    case 'bill':
      return `/operations/bills/${id}`;
    case 'run':
      return `/operations/runs/${id}`;
    default:
      return undefined;
  }
}
