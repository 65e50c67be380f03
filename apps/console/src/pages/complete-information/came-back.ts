/** How ids of changes of validity begin, and bills end: with a month, and the number of an interim one. */
const A_CHANGE = /^vch_/;
const A_BILL = /-\d{4}-\d{2}(-\w+)?$/;

/** Which page goes on with what the bank's page was opened for. An id alone: it says nothing of the outcome (R29). */
export function pageOf(id: string | null): string {
  if (id === null) return '/complete-information';
  const safe = encodeURIComponent(id);
  if (A_CHANGE.test(id)) return `/card-validity-changes/${safe}`;
  return A_BILL.test(id) ? `/bills/${safe}` : `/complete-information/${safe}`;
}
