import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { CallError, Status } from './call-error';
import { frame, FrameReader } from './frames';
import { timeoutMs } from './timeout';
import { errorTrailers, okTrailers } from './trailers';

const HEADERS = { ':status': 200, 'content-type': 'application/grpc+proto' };
/** A client that was told of an error but goes on sending is cut off after this time. */
const LINGER_MS = 2_000;

/** What a method does with the messages of its client. */
export interface MessageSink {
  /** The next message. What it throws ends the call. */
  message(bytes: Buffer): void;
  /** The client has sent all. */
  end(): void;
}

/** What becomes of calls. */
export interface CallEnding {
  /** The error that a client is told when a call fails of something that is no `CallError`. */
  explain(error: unknown): CallError;
  /** A call was answered with this status. */
  ended(status: number): void;
}

/** One call of a client, on one stream of HTTP/2. */
export class Call {
  /** When the client gives up, in milliseconds since 1970. */
  readonly deadline: number | undefined;
  /** Name of the connection, as the client calls it. */
  readonly connectionName: string;
  private readonly cancelListeners = new Set<() => void>();
  private outgoing: Uint8Array[] = [];
  private flushing = false;
  private trailers: Record<string, string> | undefined;
  private closed = false;

  constructor(
    private readonly stream: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
    private readonly ending: CallEnding,
  ) {
    const timeout = timeoutMs(headers['grpc-timeout']);
    this.deadline = timeout === undefined ? undefined : Date.now() + timeout;
    this.connectionName = String(headers['connection-name'] ?? '');
    stream.on('wantTrailers', () => {
      if (!stream.destroyed) stream.sendTrailers(this.trailers ?? okTrailers);
    });
    stream.on('close', () => this.close());
    // At once, before the request's body is there: see section 3.3 of the protocol notes.
    stream.respond(HEADERS, { waitForTrailers: true });
  }

  /** The client is gone, or the call was answered: nothing that is sent now arrives. */
  get isOver(): boolean {
    return this.closed || this.stream.aborted || this.trailers !== undefined;
  }

  /** Whether the client's deadline has passed. */
  get isLate(): boolean {
    return this.deadline !== undefined && Date.now() >= this.deadline;
  }

  /** Calls `listener` when the stream is closed, by whoever. */
  onClose(listener: () => void): void {
    if (this.closed) listener();
    else this.cancelListeners.add(listener);
  }

  /** Gives the client's messages to `sink`, each of at most `maxBytes`. */
  receive(sink: MessageSink, maxBytes: number): void {
    const frames = new FrameReader(maxBytes);
    this.stream.on('data', (chunk: Buffer) => {
      if (this.isOver) return;
      this.guarded(() => {
        for (const message of frames.push(chunk)) sink.message(message);
        if (this.congested) this.pauseUntilDrained();
      });
    });
    this.stream.on('end', () => {
      // A reset by the client ends the stream as well, closed: it has not sent all.
      if (this.isOver || this.stream.closed) return;
      this.guarded(() => {
        if (frames.isCut) throw new CallError(Status.invalidArgument, 'request: ended in the middle of a message');
        sink.end();
      });
    });
  }

  /** Sends one message. What is sent in one turn goes out in one piece. */
  send(message: Uint8Array): void {
    this.sendFrames(frame(message));
  }

  /** Sends messages that are framed already. */
  sendFrames(frames: Uint8Array): void {
    if (this.isOver) return;
    this.outgoing.push(frames);
    if (this.flushing) return;
    this.flushing = true;
    queueMicrotask(() => this.flush());
  }

  /** The client takes less than it is sent: wait for `drained` before sending more. */
  get congested(): boolean {
    return !this.closed && this.stream.writableNeedDrain;
  }

  /** Resolves when the client has taken what it was sent, or is gone. */
  async drained(): Promise<void> {
    this.flush();
    if (!this.congested) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.stream.off('drain', done);
        this.cancelListeners.delete(done);
        resolve();
      };
      this.stream.once('drain', done);
      this.onClose(done);
    });
  }

  /**
   * Ends the call well, after all that was sent and after the client has said that it sends no more: our last segment
   * then acknowledges its last one, and its next request does not have to wait for that.
   */
  finish(): void {
    this.flush();
    if (this.stream.readableEnded || this.isOver) return this.finishWith(okTrailers, Status.ok);
    this.stream.once('end', () => this.finishWith(okTrailers, Status.ok));
  }

  /** Ends the call with an error. */
  fail(error: unknown): void {
    if (this.isOver) return;
    const told = error instanceof CallError ? error : this.ending.explain(error);
    this.finishWith(errorTrailers(told), told.status);
  }

  private finishWith(trailers: Record<string, string>, status: number): void {
    if (this.isOver) return;
    this.flush();
    this.ending.ended(status);
    this.trailers = trailers;
    this.stream.end();
    if (!this.stream.readableEnded) this.letGo();
  }

  /** Takes what the client still sends, and closes the stream if it does not stop. */
  private letGo(): void {
    this.stream.resume();
    const timer = setTimeout(() => this.stream.close(constants.NGHTTP2_NO_ERROR), LINGER_MS);
    timer.unref();
    this.onClose(() => clearTimeout(timer));
  }

  private flush(): void {
    this.flushing = false;
    if (this.outgoing.length === 0) return;
    const bytes = this.outgoing.length === 1 ? this.outgoing[0]! : Buffer.concat(this.outgoing);
    this.outgoing = [];
    if (!this.isOver) this.stream.write(bytes);
  }

  private pauseUntilDrained(): void {
    this.stream.pause();
    void this.drained().then(() => this.stream.resume());
  }

  private guarded(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.fail(error);
    }
  }

  private close(): void {
    this.closed = true;
    const listeners = [...this.cancelListeners];
    this.cancelListeners.clear();
    for (const listener of listeners) listener();
  }
}
