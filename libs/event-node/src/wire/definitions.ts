import { loadSync, type MessageTypeDefinition, type ServiceDefinition } from '@grpc/proto-loader';
import { join } from 'node:path';
import { invalid } from '../grpc/call-error';

/** Beside `src` and beside `dist`. */
const PROTO_DIR = join(__dirname, '..', '..', 'proto');
const FILES = ['server_features', 'gossip', 'streams', 'streams_v2', 'streams_v2_errors', 'status', 'shared'];

const definitions = loadSync(
  FILES.map((name) => `${name}.proto`),
  { includeDirs: [PROTO_DIR], keepCase: true, longs: String, arrays: true, objects: true, oneofs: true },
);

/** Reads and writes the messages of one method. */
export interface MethodCodec<Request, Response> {
  /** Where the method is served: `/<service>/<Method>`. */
  readonly path: string;
  /** @throws {CallError} INVALID_ARGUMENT for bytes that are no such message. */
  decode(bytes: Buffer): Request;
  encode(response: Response): Buffer;
}

/** The codec of a method by the names of our definitions. The types are those of `messages.ts`. */
export function methodCodec<Request, Response>(service: string, method: string): MethodCodec<Request, Response> {
  const { path, requestDeserialize, responseSerialize } = (definitions[service] as ServiceDefinition)[method]!;
  return {
    path,
    decode: (bytes) => {
      try {
        return requestDeserialize(bytes) as Request;
      } catch (error) {
        throw invalid('request', `is no message of ${path}: ${(error as Error).message}`);
      }
    },
    encode: (response) => responseSerialize(response as object),
  };
}

/** Writes a message that is no request or response of its own. */
export function messageEncoder<Message extends object>(name: string): (message: Message) => Buffer {
  const { serialize } = definitions[name] as MessageTypeDefinition<Message, object>;
  return serialize;
}
