import type { Finding } from '../queries';

const PAGES: Readonly<Record<string, string>> = {
  'journeys-stuck': '/operations/find?state=stuck',
  'holds-late': '/operations/find?state=late',
  'run-missed': '/operations/runs',
  'charges-unknown': '/operations/bills?status=being-checked',
  'bills-blocked': '/operations/bills?status=blocked',
  'events-put-aside': '/operations/read-models',
  'read-models-behind': '/operations/read-models',
};

/** The page that shows what a finding is about; none where only a terminal helps. */
export function pageThatHelps({ what, command }: Pick<Finding, 'what' | 'command'>): string | undefined {
  const journeyId = /^onfile explain (\S+)$/.exec(command)?.[1];
  const period = /^onfile runs start (\d{4}-\d\d)\b/.exec(command)?.[1];
  if (journeyId !== undefined) return `/operations/journeys/${journeyId}`;
  return period === undefined ? PAGES[what] : `/operations/runs?period=${period}`;
}
