import { Link } from 'react-router';
import { inWords } from '../words/in-words';
import { BILL_STATES } from './bill-choice';

/** The way to the lists of bills by how they stand. */
export function BillStateLinks({ chosen }: { readonly chosen?: string }) {
  return (
    <ul className="chips">
      {BILL_STATES.map((status) => (
        <li key={status}>
          <Link
            to={`/operations/bills?status=${status}`}
            className="chip"
            aria-current={status === chosen ? 'page' : undefined}
          >
            {inWords(status)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
