import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { CardAdditionEvent } from '@onfile/domain';
import type { Response } from 'express';
import type { Clock } from '../http/clock';
import type { Caller } from '../identity/caller';
import type { RevokedSessions } from '../identity/revoked-sessions';
import type { StoredFact, Streams } from '../streams';
import { CLOCK, REVOKED_SESSIONS, STREAMS } from '../tokens';
import { lineOf, ViewJourney } from './view-journey';

/** Proxies drop a line that is silent for long. */
const HEARTBEAT_MS = 15_000;
/** How soon after a sign-out a line is silent, in milliseconds: the list of ended sessions is itself a second old. */
const SESSION_LOOK_MS = 2_000;
/** What a browser waits before it comes back, in milliseconds. */
const RETRY_MS = 2_000;

/** A journey's timeline as server-sent events, out of the log itself. */
@Injectable()
export class JourneyEvents implements BeforeApplicationShutdown {
  private readonly shutdown = new AbortController();

  constructor(
    private readonly views: ViewJourney,
    @Inject(STREAMS) private readonly streams: Streams,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(REVOKED_SESSIONS) private readonly revoked: RevokedSessions,
  ) {}

  /**
   * Sends what happened after `lastEventId` (a revision), then what happens, until the client leaves, the token runs
   * out, its session is ended, or the log breaks off: the browser comes back by itself and goes on where it was.
   * @throws {Problem} not-found, before anything is sent.
   */
  async send(caller: Caller, journeyId: string, lastEventId: string | undefined, response: Response): Promise<void> {
    const { facts } = await this.views.own(caller.subject, journeyId);
    let sent = /^\d{1,9}$/.test(lastEventId ?? '') ? Number(lastEventId) : -1;
    const tell = (stored: StoredFact<CardAdditionEvent>): void => {
      if (stored.revision <= sent) return;
      sent = stored.revision;
      response.write(`id: ${stored.revision}\nevent: fact\ndata: ${JSON.stringify(lineOf(stored))}\n\n`);
    };

    response
      .status(200)
      .set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    if (response.req.method === 'HEAD') return void response.end(); // only what it would be is asked for
    response.write(`retry: ${RETRY_MS}\n\n`);
    facts.forEach(tell);
    await this.follow(caller, journeyId, facts.at(-1)?.position ?? '0', tell, response);
    response.end();
  }

  /** Ends all lines, so that the process can end: browsers come back to another one. */
  beforeApplicationShutdown(): void {
    this.shutdown.abort();
  }

  private async follow(
    caller: Caller,
    journeyId: string,
    after: string,
    tell: (stored: StoredFact<CardAdditionEvent>) => void,
    response: Response,
  ): Promise<void> {
    const over = new AbortController();
    const stop = (): void => over.abort();
    response.once('close', stop);
    this.shutdown.signal.addEventListener('abort', stop);
    // It may have come to that while the journey was read: nobody says it again.
    if (response.destroyed || this.shutdown.signal.aborted) stop();
    const session = setInterval(() => void this.stopIfSignedOut(caller, stop), SESSION_LOOK_MS);
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
    const tokenEnd = setTimeout(stop, Math.max(0, caller.expiresAt.getTime() - this.now().getTime()));
    try {
      await this.streams.followJourney(journeyId, after, tell, over.signal);
    } catch (error) {
      // The head is long sent: all that can be said is nothing more, and the browser asks again.
      if (!over.signal.aborted && !(error instanceof Error)) throw error;
    } finally {
      clearInterval(session);
      clearInterval(heartbeat);
      clearTimeout(tokenEnd);
      response.off('close', stop);
      this.shutdown.signal.removeEventListener('abort', stop);
    }
  }

  /** Whoever signed out, here or elsewhere, is told nothing more. While it can not be known, the line stays. */
  private async stopIfSignedOut({ sessionId }: Caller, stop: () => void): Promise<void> {
    const isOver = await this.revoked.has(sessionId).catch(() => false);
    if (isOver) stop();
  }
}
