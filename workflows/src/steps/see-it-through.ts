import { holdToRelease, type NoteCommand } from '@onfile/domain';
import { CancellationScope, isCancellation, log, setHandler, TemporalFailure } from '@temporalio/workflow';
import type { BankNews } from './bank-news';
import { calledOff } from './called-off';
import { giveHoldBack } from './give-hold-back';
import type { ProofBook } from './prove-card';

/** Why we end a process that was still open, and who wanted it. */
export type Ending = Omit<Extract<NoteCommand, { type: 'BreakOff' }>, 'type'>;

/**
 * Runs a process, and sees to it that it is over afterwards: a failed or cancelled piece of work becomes its ending,
 * made by `close`. A bug is no ending: it stops the workflow until a corrected worker goes on.
 */
export async function endingOf(
  book: ProofBook,
  run: () => Promise<void>,
  close: (ending: Ending) => Promise<void>,
): Promise<TemporalFailure | undefined> {
  let caller: { readonly by?: string } = {};
  setHandler(calledOff, ({ by }) => {
    caller = { by };
  });
  try {
    await run();
    return undefined;
  } catch (error) {
    if (!(error instanceof TemporalFailure)) throw error;
    const ending: Ending = isCancellation(error)
      ? { because: 'cancelled-by-us', ...caller }
      : { because: 'system-error' };
    await CancellationScope.nonCancellable(() => endEarly(book, error, () => close(ending)));
    return error;
  }
}

async function endEarly(book: ProofBook, error: TemporalFailure, close: () => Promise<void>): Promise<void> {
  if (book.state().status !== 'open') return; // it ended while this was under way, as by the customer's cancellation
  if (!isCancellation(error)) log.error('the journey could not go on', { failure: error.name });
  await close();
}

/** R4, R25: gives back what the process holds, if anything. To be run in a non-cancellable scope. */
export async function releaseHold(book: ProofBook, news: BankNews): Promise<void> {
  const { policy } = book.state();
  if (!policy) return;
  await giveHoldBack(
    {
      left: () => holdToRelease(book.state()),
      isPlaced: () => book.state().hold?.status === 'placed',
      note: async (note) => void (await book.note(note)),
    },
    { retryMs: policy.releaseRetryMs, giveUpMs: policy.releaseGiveUpMs, unknownMs: policy.unknownHoldMs },
    news,
  );
}
