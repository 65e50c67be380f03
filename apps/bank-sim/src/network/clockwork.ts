import type { Bank } from '../bank';
import { announce } from './announce';
import { endPayment, finishLateReleases } from './release-payment';

const TICK_MS = 100;
const EXPIRY_EVERY_TICKS = 600;
const HOLD_LASTS_MS = 7 * 24 * 3_600_000;

/** What the bank does by itself as time goes by: late releases, and holds that nobody used for a week. */
export function startClockwork(bank: Bank): { stop(): void } {
  let ticks = 0;
  const timer = setInterval(() => {
    try {
      bank.db.transaction(() => {
        finishLateReleases(bank);
        if (ticks % EXPIRY_EVERY_TICKS === 0) expireHolds(bank);
      })();
      ticks += 1;
    } catch (error) {
      bank.log.error({ err: error }, "the bank's clockwork failed");
    }
  }, TICK_MS);
  return { stop: () => clearInterval(timer) };
}

function expireHolds(bank: Bank): void {
  const weekAgo = new Date(bank.now().getTime() - HOLD_LASTS_MS).toISOString();
  for (const hold of bank.payments.heldSince(weekAgo)) announce(bank, endPayment(bank, hold, 'expire'));
}
