import { Webhook } from 'standardwebhooks';
import type { Logger } from 'pino';
import type { Notice, Notices } from './notices';

/** How the courier works; the defaults are for real, specs are faster. */
export interface CourierSettings {
  readonly url: string;
  readonly secret: string;
  /** Wait after the first failure, doubled with each further one. */
  readonly firstBackoffMs?: number;
  readonly longestBackoffMs?: number;
  /** How long the other side may take to answer. */
  readonly answerWithinMs?: number;
}

/** Delivers notices until each was answered with 2xx. */
export interface Courier {
  /** Goes through what is left from before; from then on new notices wake it by themselves. */
  start(): void;
  /** One try right now, for a notice that has to be there before an answer. */
  deliver(notice: Notice): Promise<void>;
  stop(): Promise<void>;
}

const AT_ONCE = 16;
const LONGEST_SLEEP_MS = 60_000;

/** Signs by the Standard Webhooks scheme and posts. The queue is in the books: a restart goes on with what is left. */
export function courierFor(notices: Notices, settings: CourierSettings, log: Logger): Courier {
  const { url, secret, firstBackoffMs = 500, longestBackoffMs = 10_000, answerWithinMs = 5_000 } = settings;
  const webhook = new Webhook(secret);
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> | undefined;
  let again = false;

  const deliver = async (notice: Notice): Promise<void> => {
    const stamp = new Date();
    const reached = await post(url, notice, stamp, webhook.sign(notice.id, stamp, notice.body), [
      stopping.signal,
      AbortSignal.timeout(answerWithinMs),
    ]);
    if (stopping.signal.aborted && !reached) return;
    if (reached) return notices.delivered(notice, new Date().toISOString());
    const wait = Math.min(longestBackoffMs, firstBackoffMs * 2 ** Math.min(notice.tries, 20));
    notices.postpone(notice, Date.now() + wait);
    log.warn({ notice: notice.id, type: notice.type, tries: notice.tries + 1, waitMs: wait }, 'a notice was not taken');
  };
  const deliverDue = async (): Promise<void> => {
    for (;;) {
      again = false;
      const due = stopping.signal.aborted ? [] : notices.due(Date.now(), AT_ONCE);
      if (due.length === 0 && !again) return;
      await Promise.all(due.map(deliver));
    }
  };
  const wake = (): void => {
    again = true;
    if (stopping.signal.aborted || round) return;
    clearTimeout(timer);
    round = deliverDue()
      .catch((error: unknown) => log.error({ err: error }, 'notices could not be delivered'))
      .finally(() => {
        round = undefined;
        const next = stopping.signal.aborted ? undefined : notices.nextDue();
        if (next === undefined) return;
        timer = setTimeout(wake, Math.min(LONGEST_SLEEP_MS, Math.max(5, next - Date.now())));
      });
  };
  // A notice is added in a transaction, which is over when the event loop turns.
  notices.onAdded(() => setImmediate(wake));
  return {
    start: wake,
    deliver,
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await round;
    },
  };
}

async function post(
  url: string,
  notice: Notice,
  stamp: Date,
  signature: string,
  until: AbortSignal[],
): Promise<boolean> {
  const headers = {
    'content-type': 'application/json',
    'webhook-id': notice.id,
    'webhook-timestamp': String(Math.floor(stamp.getTime() / 1000)),
    'webhook-signature': signature,
  };
  try {
    const signal = AbortSignal.any(until);
    const response = await fetch(url, { method: 'POST', headers, body: notice.body, redirect: 'error', signal });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false; // nobody there, or no answer in time: the courier comes again
  }
}
