import { useMutation } from '@tanstack/react-query';
import { answered } from '../../../api/client';
import { operatorsApi as api } from '../client';
import type { Thing } from '../queries';

/** Whether a text is an email address or a mobile number: what is never written into the address of a page. */
export const isPersonal = (text: string): boolean => text.includes('@') || text.startsWith('+');

/** Accounts of an email address or a mobile number. What was asked is kept nowhere. */
export function usePersonSearch() {
  return useMutation({
    mutationFn: async (text: string): Promise<readonly Thing[]> => {
      const body = text.includes('@') ? { email: text } : { mobileNumber: text.replaceAll(/[ ()-]/g, '') };
      return (await answered(api.POST('/v1/operations/person-searches', { body }))).entries;
    },
  });
}
