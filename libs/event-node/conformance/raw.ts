import {
  type ClientDuplexStream,
  type ClientReadableStream,
  type ClientWritableStream,
  credentials,
  type GrpcObject,
  loadPackageDefinition,
  Metadata,
  type ServiceClientConstructor,
  type ServiceError,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

/** A message of the protocol as the definitions of this room name its fields. */
export type Message = Record<string, unknown>;

/** How a call ended and what it said before. */
export interface Ended {
  readonly answers: Message[];
  /** The status of the call: 0 is OK. */
  readonly code: number;
  readonly details: string;
  readonly trailers: Record<string, unknown>;
}

const FILES = ['server_features', 'gossip', 'streams', 'streams_v2', 'streams_v2_errors', 'status'];
const definitions = loadPackageDefinition(
  loadSync(
    FILES.map((name) => `${name}.proto`),
    { includeDirs: [join(__dirname, '..', 'proto')], keepCase: true, longs: String, oneofs: true },
  ),
);

const service = (name: string): ServiceClientConstructor =>
  name.split('.').reduce<unknown>((at, part) => (at as GrpcObject)[part], definitions) as ServiceClientConstructor;

const SERVICES = {
  streams: 'event_store.client.streams.Streams',
  v2: 'kurrentdb.protocol.v2.streams.StreamsService',
  features: 'event_store.client.server_features.ServerFeatures',
  gossip: 'event_store.client.gossip.Gossip',
} as const;

type Client = InstanceType<ServiceClientConstructor>;
type Call = ClientDuplexStream<Message, Message> & ClientReadableStream<Message> & ClientWritableStream<Message>;

/** Calls of the bare protocol: for what the official client can not be made to send. */
export class RawStore {
  private readonly clients = new Map<string, Client>();

  constructor(private readonly connectionString: string) {}

  /** Sends the messages given and waits for the end of the call; one that is a Buffer goes as these very bytes. */
  async call(of: keyof typeof SERVICES, method: string, messages: readonly (Message | Buffer)[]): Promise<Ended> {
    const definition = this.client(of);
    const known = service(SERVICES[of]).service[method];
    if (!known) throw new Error(`no method ${method}`);
    const serialize = (message: Message | Buffer) =>
      Buffer.isBuffer(message) ? message : known.requestSerialize(message);
    const parts = [known.path, serialize, known.responseDeserialize] as const;
    if (known.requestStream) {
      const call = definition.makeBidiStreamRequest(...parts, new Metadata(), {}) as unknown as Call;
      const ended = this.ended(call);
      for (const message of messages) call.write(message as Message);
      call.end();
      return ended;
    }
    return this.ended(
      definition.makeServerStreamRequest(...parts, messages[0] ?? {}, new Metadata(), {}) as unknown as Call,
    );
  }

  /** Opens a call that stays open; the caller reads, writes and cancels it. */
  open(of: keyof typeof SERVICES, method: string, first?: Message, metadata = new Metadata()): Call {
    const known = service(SERVICES[of]).service[method];
    if (!known) throw new Error(`no method ${method}`);
    const parts = [known.path, known.requestSerialize, known.responseDeserialize] as const;
    const client = this.client(of);
    return (known.requestStream
      ? client.makeBidiStreamRequest(...parts, metadata, {})
      : client.makeServerStreamRequest(...parts, first, metadata, {})) as unknown as Call;
  }

  /** A message as it stands on the wire, behind its five bytes. */
  frame(of: keyof typeof SERVICES, method: string, message: Message): Buffer {
    const body = service(SERVICES[of]).service[method]?.requestSerialize(message) ?? Buffer.alloc(0);
    const head = Buffer.alloc(5);
    head.writeUInt32BE(body.length, 1);
    return Buffer.concat([head, body]);
  }

  /** Host and port. */
  get authority(): string {
    return new URL(this.connectionString.replace(/^\w+:/, 'http:')).host;
  }

  close(): void {
    for (const client of this.clients.values()) client.close();
  }

  private client(of: keyof typeof SERVICES): Client {
    const url = new URL(this.connectionString.replace(/^\w+:/, 'http:'));
    const secure = url.searchParams.get('tls') !== 'false';
    const made =
      this.clients.get(of) ??
      new (service(SERVICES[of]))(this.authority, secure ? credentials.createSsl() : credentials.createInsecure(), {
        'grpc.max_receive_message_length': -1,
        'grpc.max_send_message_length': -1,
      });
    this.clients.set(of, made);
    return made;
  }

  private ended(call: Call): Promise<Ended> {
    const answers: Message[] = [];
    return new Promise((resolve) => {
      call.on('data', (answer: Message) => answers.push(answer));
      call.on('error', ({ code, details, metadata }: ServiceError) =>
        resolve({ answers, code, details, trailers: metadata.getMap() }),
      );
      call.on('end', () => setImmediate(() => resolve({ answers, code: 0, details: '', trailers: {} })));
    });
  }
}

/** The name of a stream as it travels. */
export const named = (stream: string): Message => ({ stream_name: Buffer.from(stream) });

/** An event as it travels; any part of it can be made wrong. */
export const proposed = (over: Message = {}): Message => ({
  id: { string: randomUUID() },
  metadata: { type: 'Tested', 'content-type': 'application/json' },
  data: Buffer.from('{"n":1}'),
  ...over,
});

/** Options of a plain read of a stream from its start; any part can be made wrong. */
export const readOptions = (stream: string, over: Message = {}): Message => ({
  options: {
    stream: { stream_identifier: named(stream), start: {} },
    read_direction: 0,
    count: '10',
    no_filter: {},
    uuid_option: { string: {} },
    ...over,
  },
});
