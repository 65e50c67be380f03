import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { explainedQuery } from '../queries';
import { bulk, explain } from '../words/explain';

const SHOWN = 20;

interface BulkPreviewProps {
  readonly ids: readonly string[];
  /** Of a reset. */
  readonly step?: string;
}

/** What a batch would be done to; of a reset also what would come again in each journey that is shown. */
export function BulkPreview({ ids, step }: BulkPreviewProps) {
  if (ids.length === 0) return <p role="status">{bulk.none}</p>;
  return (
    <>
      <p role="status">{bulk.wouldDoText}</p>
      <ul className="id-list">
        {ids.slice(0, SHOWN).map((journeyId) => (
          <li key={journeyId}>
            <Link to={`/operations/journeys/${journeyId}`}>{journeyId}</Link>
            {step !== undefined && <ComesAgain journeyId={journeyId} step={step} />}
          </li>
        ))}
        {ids.length > SHOWN && <li>{bulk.andMore(ids.length - SHOWN)}</li>}
      </ul>
    </>
  );
}

function ComesAgain({ journeyId, step }: { readonly journeyId: string; readonly step: string }) {
  const { data } = useQuery(explainedQuery(journeyId));
  if (data === undefined) return null;
  const taken = data.workflow?.steps.find((each) => each.step === step);
  if (taken === undefined) return <p className="hint">{bulk.neverTook(step)}</p>;
  const { reapplied, again } = taken;
  return (
    <p className="hint">
      {explain.reapplied}: {reapplied.join(', ') || explain.nothing}. {explain.again}:{' '}
      {again.join(', ') || explain.nothing}.
    </p>
  );
}
