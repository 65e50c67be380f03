import { useQuery } from '@tanstack/react-query';
import { operatorQuery } from './queries';

/** What operators may do; each role may do what those before it may. */
const ROLES = ['read', 'write', 'approve'] as const;

/** Whether the operator who is signed in may do so. */
export function useMay(role: (typeof ROLES)[number]): boolean {
  const may = useQuery(operatorQuery).data?.may ?? [];
  return ROLES.slice(ROLES.indexOf(role)).some((one) => may.includes(one));
}
