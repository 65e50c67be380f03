import {
  createServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { Call } from './call';
import { CallError, Status } from './call-error';
import type { Method } from './methods';

const MEBIBYTE = 1024 * 1024;
/** Bytes that a client may send ahead: on one stream, and on one connection. */
const STREAM_WINDOW = 4 * MEBIBYTE;
const CONNECTION_WINDOW = 16 * MEBIBYTE;
/** Memory of one connection, in MiB: messages of many streams may be under way at once. */
const SESSION_MEMORY = 1_024;

/** What a server of gRPC is made of. */
export interface GrpcServerOptions {
  /** By path, such as `/event_store.client.streams.Streams/Read`. */
  readonly methods: ReadonlyMap<string, Method>;
  /** The longest message taken, in bytes. */
  readonly maxMessageBytes: number;
  /** What a client is told of an error that is no `CallError`. */
  readonly explain: (error: unknown) => CallError;
  /** Told of every call that was answered, by the path of its method and its status. */
  readonly ended: (path: string, status: number) => void;
}

/** A server of gRPC on HTTP/2 without TLS, as much of it as an event store needs. */
export class GrpcServer {
  private readonly http: Http2Server;
  private readonly sessions = new Set<ServerHttp2Session>();
  private readonly calls = new Set<Call>();
  private stopping = false;

  constructor(private readonly options: GrpcServerOptions) {
    this.http = createServer({
      settings: { maxConcurrentStreams: 10_000, initialWindowSize: STREAM_WINDOW, enablePush: false },
      maxSessionMemory: SESSION_MEMORY,
    });
    this.http.on('connection', (socket: { setNoDelay(): void }) => socket.setNoDelay());
    this.http.on('session', (session) => this.welcome(session));
    this.http.on('sessionError', () => undefined); // of one client's connection, which is closed by it
    this.http.on('stream', (stream, headers) => {
      stream.on('error', () => undefined); // a reset by the client; 'close' follows
      try {
        this.accept(stream, headers);
      } catch (error) {
        // The client went away while it was being answered, or a bug: either way the others go on.
        this.options.explain(error);
        stream.destroy();
      }
    });
  }

  /** Starts to listen. Answers the port, a free one if `port` is 0. @throws when the port is taken. */
  async listen(host: string, port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.http.once('error', reject);
      this.http.listen(port, host, () => {
        this.http.off('error', reject);
        this.http.on('error', (error) => void this.options.explain(error)); // of one connection that could not be taken
        resolve();
      });
    });
    return (this.http.address() as AddressInfo).port;
  }

  /** Ends every call with UNAVAILABLE, then every connection. Calls that are being answered get `graceMs` to end. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    const closed = new Promise<void>((resolve) => this.http.close(() => resolve()));
    for (const call of this.calls) call.fail(new CallError(Status.unavailable, 'the node is stopping'));
    for (const session of this.sessions) session.close();
    const timer = setTimeout(() => {
      for (const session of this.sessions) session.destroy();
    }, graceMs);
    await closed;
    clearTimeout(timer);
  }

  private welcome(session: ServerHttp2Session): void {
    this.sessions.add(session);
    session.on('close', () => this.sessions.delete(session));
    session.on('error', () => undefined);
    if (!session.destroyed) session.setLocalWindowSize(CONNECTION_WINDOW);
  }

  private accept(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    if (stream.destroyed) return;
    if (headers[':method'] !== 'POST' || !String(headers['content-type']).startsWith('application/grpc')) {
      stream.respond({ ':status': 415 }, { endStream: true });
      return;
    }
    const path = String(headers[':path']);
    const known = this.options.methods.has(path) ? path : 'unknown';
    const { explain, ended } = this.options;
    this.serve(new Call(stream, headers, { explain, ended: (status) => ended(known, status) }), path);
  }

  private serve(call: Call, path: string): void {
    this.calls.add(call);
    call.onClose(() => this.calls.delete(call));
    if (this.stopping) return call.fail(new CallError(Status.unavailable, 'the node is stopping'));
    const method = this.options.methods.get(path);
    if (!method) return call.fail(new CallError(Status.unimplemented, `there is no method ${path}`));
    try {
      method(call, this.options.maxMessageBytes);
    } catch (error) {
      call.fail(error);
    }
  }
}
