import { holdToRelease } from '@onfile/domain';
import type { BankNews } from '../steps/bank-news';
import { giveHoldBack } from '../steps/give-hold-back';
import type { OpenJourney } from './open-journey';

/**
 * Ends a journey that can not go on, by no fault of the customer: failed once a card was submitted, abandoned before.
 * Nothing if it is over, or never began.
 */
export async function closeUnfinished(journey: OpenJourney): Promise<void> {
  const state = journey.state();
  if (state.status !== 'open') return;
  if (state.card) await journey.note({ type: 'Fail', failure: { result: 'system-error' } });
  else await journey.take({ type: 'Cancel' }, `${state.journeyId}/closed-unfinished`, {});
}

/** R4, R25: gives back what the journey holds, if anything. To be run in a non-cancellable scope. */
export async function releaseHold(journey: OpenJourney, news: BankNews): Promise<void> {
  const { policy } = journey.state();
  if (!policy) return;
  await giveHoldBack(
    {
      left: () => holdToRelease(journey.state()),
      isPlaced: () => journey.state().hold?.status === 'placed',
      note: async (note) => void (await journey.note(note)),
    },
    { retryMs: policy.releaseRetryMs, giveUpMs: policy.releaseGiveUpMs, unknownMs: policy.unknownHoldMs },
    news,
  );
}
