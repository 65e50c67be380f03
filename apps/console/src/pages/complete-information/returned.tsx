import { Navigate, useSearchParams } from 'react-router';

/**
 * Where the bank sends the browser back to. It says nothing of the outcome: only the bank's own word to us counts (R29),
 * and Complete Information shows it.
 */
export function Returned() {
  const [search] = useSearchParams();
  const journeyId = search.get('journey');
  const to = journeyId === null ? '/complete-information' : `/complete-information/${encodeURIComponent(journeyId)}`;
  return <Navigate to={to} replace />;
}
