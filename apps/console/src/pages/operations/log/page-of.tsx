import { Link } from 'react-router';
import { Id } from '../parts/id';

/** Pages of things that entries of the log name, by how the names begin. */
const PAGES: readonly (readonly [RegExp, (id: string) => string])[] = [
  [/^(?:cardAddition|cardValidityChange)\/(.+)$/, (id) => `/operations/journeys/${id}`],
  [/^bill[/-](.+)$/, (id) => `/operations/bills/${id}`],
  [/^deductionRun[/-](.+)$/, (id) => `/operations/runs/${id}`],
];

/** What an entry is about, with the way to its page where it has one. */
export function PageOf({ on }: { readonly on: string }) {
  for (const [form, page] of PAGES) {
    const id = form.exec(on)?.[1];
    if (id !== undefined) return <Link to={page(id)}>{on}</Link>;
  }
  return <Id>{on}</Id>;
}
