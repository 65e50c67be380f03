import { loadSync, type MethodDefinition, type ServiceDefinition } from '@grpc/proto-loader';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type ClientHttp2Session } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { frame } from '../grpc/frames';
import { checkFile, startEventNode, type EventNode } from '../index';

const definitions = loadSync(['streams.proto', 'streams_v2.proto', 'server_features.proto', 'gossip.proto'], {
  includeDirs: [join(__dirname, '..', '..', 'proto')],
  keepCase: true,
});
const methods = Object.values(definitions)
  .filter((definition): definition is ServiceDefinition => !('format' in definition))
  .flatMap((service) => Object.values(service));

const folder = mkdtempSync(join(tmpdir(), 'event-node-bytes-'));
const file = join(folder, 'log.db');
const troubles: string[] = [];
let node: EventNode;
let session: ClientHttp2Session;

beforeAll(async () => {
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (fields: object) => void troubles.push(JSON.stringify(fields)),
  };
  node = await startEventNode({ file, log });
  session = connect(`http://127.0.0.1:${node.port}`);
});

afterAll(async () => {
  session.close();
  await node.stop();
  rmSync(folder, { recursive: true });
});

/** Sends bytes as they are; answers the status, or none if the client gave up on a call that waits for more. */
function statusOf(path: string, bytes: Buffer): Promise<string | undefined> {
  return new Promise((resolve) => {
    const call = session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    const giveUp = setTimeout(() => call.close(), 100);
    let status: string | undefined;
    call.on('error', () => undefined).on('data', () => undefined);
    call.on('trailers', (trailers) => (status = String(trailers['grpc-status'])));
    call.on('close', () => {
      clearTimeout(giveUp);
      resolve(status);
    });
    call.end(bytes);
  });
}

const name = Buffer.from('thing-1');
const stream = { stream_identifier: { stream_name: name } };
const id = { string: 'f0000000-0000-4000-8000-00000000abcd' };
const event = { id, metadata: { type: 'T', 'content-type': 'application/json' }, data: Buffer.from('{}') };
const record = { stream: 'thing-1', schema: { name: 'T', format: 1 }, data: Buffer.from('{}') };

/** A good request of each method, to be spoilt. */
const good: Readonly<Record<string, object>> = {
  Read: { options: { stream: { ...stream, start: {} }, count: 5, no_filter: {}, uuid_option: { string: {} } } },
  Append: { options: { ...stream, any: {} } },
  BatchAppend: { correlation_id: id, options: { ...stream, any: {} }, proposed_messages: [event], is_final: true },
  Delete: { options: { ...stream, any: {} } },
  Tombstone: { options: { stream_identifier: { stream_name: Buffer.from('thing-2') }, any: {} } },
  AppendSession: { stream: 'thing-1', records: [record] },
  AppendRecords: { records: [record], checks: [{ stream_state: { stream: 'thing-3', expected_state: -1 } }] },
};

const spoilt = (bytes: Buffer, changes: readonly (readonly [number, number])[]): Buffer => {
  const copy = Buffer.from(bytes);
  for (const [at, byte] of changes) if (copy.length > 0) copy[at % copy.length] = byte;
  return copy;
};

/** INTERNAL and UNKNOWN would blame the node, UNAVAILABLE would make the client connect again. */
const blamesTheNode = (status: string | undefined): boolean => ['2', '13', '14', '15'].includes(String(status));

describe.each(methods.map((method) => [method.path, method] as const))(
  '%s',
  (path, method: MethodDefinition<object, object>) => {
    it('answers any bytes with a status that does not blame the node', async () => {
      const request = method.requestSerialize(good[path.split('/')[2]!] ?? {});
      const change = fc.tuple(fc.nat(1_000), fc.nat(255));
      const message = fc.oneof(
        fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
        fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => spoilt(request, changes)),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 3 }), async (messages) => {
          expect(blamesTheNode(await statusOf(path, Buffer.concat(messages.map(frame))))).toBe(false);
        }),
        { numRuns: 60 },
      );
      expect(troubles).toEqual([]);
      expect(checkFile(file).findings).toEqual([]);
    });

    it('answers bytes that are no frames', async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 40 }), async (bytes) => {
          expect(blamesTheNode(await statusOf(path, Buffer.from(bytes)))).toBe(false);
        }),
        { numRuns: 20 },
      );
      expect(troubles).toEqual([]);
    });
  },
);
