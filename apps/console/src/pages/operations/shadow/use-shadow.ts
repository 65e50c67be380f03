import { type Recording, shadow, type ShadowChange, type ShadowReport } from '@onfile/domain/what-if';
import { useMutation } from '@tanstack/react-query';
import { answered } from '../../../api/client';
import { operatorsApi as api } from '../client';

/** What is run anew. */
export interface Shadowed {
  readonly kind: Recording['kind'];
  readonly id: string;
}

/** What came of it: the report, or why the rules do not take the settings. */
export type ShadowRun = { readonly report: ShadowReport } | { readonly wrongSetting: string };

/** X5: takes a recording of what happened, and runs it anew in the browser against a pretend bank. */
export function useShadow({ kind, id }: Shadowed) {
  return useMutation({
    mutationFn: async (change: ShadowChange): Promise<ShadowRun> => {
      const recording = await recordingOf({ kind, id });
      try {
        return { report: shadow(recording, change) };
      } catch (error) {
        if (error instanceof RangeError) return { wrongSetting: error.message };
        throw error;
      }
    },
  });
}

async function recordingOf({ kind, id }: Shadowed): Promise<Recording> {
  const answer =
    kind === 'bill'
      ? api.GET('/v1/operations/bills/{billId}/recording', { params: { path: { billId: id } } })
      : api.GET('/v1/operations/journeys/{journeyId}/recording', { params: { path: { journeyId: id } } });
  return (await answered<unknown>(answer)) as Recording; // the api's own shape, as the rules name it
}
