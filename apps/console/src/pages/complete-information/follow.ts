import { followJourney } from '@onfile/api-client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { CONSOLE_HEADERS } from '../../api/client';
import { notePosition } from '../../api/latest';
import { journeyQuery, type Journey } from '../../api/queries';

const AGAIN_AFTER_MS = 1_500;
const TOGETHER_MS = 40;

const SETTLED_HOLDS = ['declined', 'voided', 'refunded', 'nothing-held'];

/** Whether nothing more can happen to a journey: it is over, and what was held is back. */
export const isSettled = ({ state, hold }: Journey): boolean =>
  state !== 'open' && (hold === undefined || SETTLED_HOLDS.includes(hold.status));

/** A journey as it stands, live: another tab, another device and the bank move it on here too (X6). */
export function useJourney(journeyId: string) {
  const client = useQueryClient();
  const journey = useQuery(journeyQuery(journeyId));
  const isLive = journey.data !== undefined && !isSettled(journey.data);
  useEffect(() => {
    if (!isLive) return;
    const leave = new AbortController();
    let soon: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(soon);
      soon = setTimeout(() => void client.invalidateQueries(journeyQuery(journeyId)), TOGETHER_MS);
    };
    void follow(journeyId, leave.signal, look);
    return () => {
      leave.abort();
      clearTimeout(soon);
    };
  }, [client, journeyId, isLive]);
  return journey;
}

/** Calls `onFact` for each fact of the journey until `signal` says stop; a broken line is taken up where it broke. */
async function follow(journeyId: string, signal: AbortSignal, onFact: () => void): Promise<void> {
  let after: number | undefined;
  while (!signal.aborted) {
    try {
      for await (const line of followJourney({ baseUrl: '', headers: CONSOLE_HEADERS, journeyId, after, signal })) {
        after = line.revision;
        notePosition(line.position);
        onFact();
      }
    } catch {
      // No line at the moment. What was missed comes with the next one.
    }
    if (!signal.aborted) await pause(AGAIN_AFTER_MS, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
