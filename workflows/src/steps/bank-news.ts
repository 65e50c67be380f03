import { condition, defineSignal } from '@temporalio/workflow';

/** The bank may have moved (its notice, or the browser came back). Only a hint: the workflow looks the hold up itself. */
export const bankMoved = defineSignal('bankMoved');

/** Hints that the bank has moved, so that a wait for it may end early. */
export interface BankNews {
  /** Called for each hint. */
  readonly arrived: () => void;
  /** Waits `ms`, or until a hint comes that nobody has acted on yet, or until `isOver`. Takes the hint. */
  readonly wait: (ms: number, isOver?: () => boolean) => Promise<void>;
}

/** Starts without a hint. One instance for one workflow: it is no shared state. */
export function bankNews(): BankNews {
  let hinted = false;
  return {
    arrived: () => {
      hinted = true;
    },
    wait: async (ms, isOver = () => false) => {
      await condition(() => hinted || isOver(), Math.max(1, ms));
      hinted = false;
    },
  };
}
