import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../../design/page';
import { Instant } from '../parts/instant';
import { State } from '../parts/state';
import { type Rebuild, rebuildsQuery } from '../queries';
import { doctor } from '../words/care';
import { inWords } from '../words/in-words';

/** The newest rebuilds: how far they are, and what the comparison found. */
export function RebuildList() {
  const query = useQuery(rebuildsQuery);
  return (
    <section className="panel" aria-live="polite">
      <h2>{doctor.jobs}</h2>
      <Loaded query={query}>
        {({ entries }) =>
          entries.length === 0 ? (
            <p className="hint">{doctor.noJobs}</p>
          ) : (
            <ul className="small-lines">
              {entries.map((job) => (
                <One key={job.id} job={job} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function One({ job }: { readonly job: Rebuild }) {
  const { model, compareOnly, by, state, askedAt, events, position, goal, outcome, failure } = job;
  return (
    <li>
      <p className="split">
        <span>
          <strong>{inWords(model)}</strong> · {compareOnly ? doctor.compareOnly : doctor.swapIn}
        </span>
        <State>{state}</State>
      </p>
      {outcome !== undefined && <p>{foundBy(outcome, compareOnly)}</p>}
      {failure !== undefined && <p className="refused">{failure}</p>}
      <p className="hint">
        {by} · <Instant at={askedAt} /> · {doctor.events(events)}
        {outcome === undefined && <>, {doctor.way(position, goal)}</>}
      </p>
    </li>
  );
}

function foundBy(
  { equal, rows, onlyLive, onlyRebuilt, swapped }: NonNullable<Rebuild['outcome']>,
  compareOnly: boolean,
) {
  const comparison = equal ? doctor.equal(rows.live) : doctor.unequal(onlyLive, onlyRebuilt);
  if (compareOnly) return comparison;
  return `${comparison} ${swapped ? doctor.swapped : doctor.kept}`;
}
