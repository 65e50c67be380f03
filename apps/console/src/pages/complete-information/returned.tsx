import { Navigate, useSearchParams } from 'react-router';
import { pageOf } from './came-back';

/**
 * Where the bank sends the browser back to. It says nothing of the outcome: only the bank's own word to us counts (R29),
 * and the page that goes on shows it.
 */
export function Returned() {
  const [search] = useSearchParams();
  return <Navigate to={pageOf(search.get('journey'))} replace />;
}
