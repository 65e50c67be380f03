import { readFileSync } from 'node:fs';
import { createServer, type ServerHttp2Stream } from 'node:http2';
import { type AddressInfo } from 'node:net';

/**
 * A server that knows nothing: every read gets the same events that a node once sent, a subscription round and round, as fast
 * as they are taken, and every append is "done" at once, and nowhere. What the client reaches on it is the most it can reach
 * on any server. Started by `startCanned`.
 */
const [, , featuresFile = '', readFile = ''] = process.argv;
const features = readFileSync(featuresFile);
const events = readFileSync(readFile);
const PIECE = 64 * 1024;

const server = createServer({ settings: { initialWindowSize: 2 ** 20 } });
server.on('stream', (stream, headers) => {
  stream.on('error', () => undefined);
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.respond({ ':status': 200, 'content-type': 'application/grpc+proto' }, { waitForTrailers: true });
  if (headers[':path']?.endsWith('/BatchAppend')) return void stream.on('data', acknowledging(stream));
  stream.resume();
  const isSubscription = headers['user-agent']?.includes('grpc-node') ?? false; // reads come through the native bridge
  if (headers[':path']?.endsWith('/Read')) void send(stream, events, isSubscription);
  else stream.end(features);
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`kurrentdb://127.0.0.1:${port}?tls=false&discoveryInterval=10\n`);
});

/** BatchAppendResp without its correlation id: done, at revision 1, at position 1. */
const DONE = Buffer.from([0x1a, 0x08, 0x08, 0x01, 0x1a, 0x04, 0x08, 0x01, 0x10, 0x01]);
/** Of a gRPC message: whether it is compressed, and its length. */
const HEAD_BYTES = 5;

/** Answers each BatchAppendReq by its correlation id, which is the first field of both. */
function acknowledging(stream: ServerHttp2Stream): (chunk: Buffer) => void {
  let left: Buffer = Buffer.alloc(0);
  return (chunk) => {
    left = left.length === 0 ? chunk : Buffer.concat([left, chunk]);
    while (left.length >= HEAD_BYTES && left.length >= HEAD_BYTES + left.readUInt32BE(1)) {
      const message = left.subarray(HEAD_BYTES, HEAD_BYTES + left.readUInt32BE(1));
      left = left.subarray(HEAD_BYTES + message.length);
      const correlation = message.subarray(0, 2 + message.readUInt8(1));
      const head = Buffer.alloc(HEAD_BYTES);
      head.writeUInt32BE(correlation.length + DONE.length, 1);
      stream.write(Buffer.concat([head, correlation, DONE]));
    }
  };
}

async function send(stream: ServerHttp2Stream, bytes: Buffer, again: boolean): Promise<void> {
  for (let at = 0; at < bytes.length && !stream.destroyed; at = again && at + PIECE >= bytes.length ? 0 : at + PIECE) {
    if (stream.write(bytes.subarray(at, at + PIECE))) continue;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        stream.off('drain', done).off('close', done);
        resolve();
      };
      stream.on('drain', done).on('close', done);
    });
  }
  if (!stream.destroyed) stream.end();
}
